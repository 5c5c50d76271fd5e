/// The page's words about the tables of a case and about campaigns, in Vietnamese.
export const tables_vi = {
  number: 'STT',
  rows: (n: number) => `${n} dòng`,
  empty: 'Chưa có dòng nào.',
  find: 'Tìm trong bảng',
  shown: (from: number, to: number, all: number) => `Dòng ${from}–${to} trong ${all}`,
  none: 'Không có dòng nào phù hợp.',
  row_of: (n: number) => `Nhập số thứ tự của dòng, từ 1 đến ${n}.`,
  before: 'Trước',
  after: 'Sau',
  no_values: (names: string) => `Cột chưa có dữ liệu: ${names}.`,
  file: (title: string) => `Hoặc chọn tệp CSV: ${title}`,
  hint: (names: string) =>
    `Dán từ bảng tính hoặc nhập CSV (; , hoặc tab); dòng đầu ghi tên các cột: ${names}.`,
  ready: (n: number) => `Sẽ gửi ${n} dòng.`,
  first: (n: number) => `Dưới đây là ${n} dòng đầu.`,
  preview: (title: string) => `Xem trước: ${title}`,
  place: (line: number, column: number, title = '') =>
    `Dòng ${line}, cột ${column}${title && ` (${title})`}: `,
  quotes: (line: number) => `Dòng ${line}: dấu ngoặc kép đặt sai chỗ hoặc chưa đóng.`,
  no_column: (name: string, names: string) =>
    `bảng không có cột “${name}”; dòng đầu phải ghi tên các cột: ${names}.`,
  twice: (name: string) => `cột “${name}” được ghi hai lần.`,
  too_wide: (line: number, cells: number, columns: number) =>
    `Dòng ${line} có ${cells} ô, dòng đầu chỉ có ${columns} cột.`,
  bad_cell: (text: string, wanted: string) => `${wanted}; đã nhập “${text}”.`,
  one_of: (names: string) => `cần chọn một trong: ${names}`,
  wants: {
    date: 'cần nhập ngày có thật, ví dụ 04/05/2023',
    boolean: 'cần nhập “có” hoặc “không”',
    number: 'cần nhập số',
  } as Record<string, string>,
  not_utf8: 'Tệp không phải UTF-8; đề nghị lưu theo dạng “CSV UTF-8”.',
  only_head: 'Chỉ có dòng tên cột; chưa có dòng dữ liệu nào.',
  too_many: (n: number, max: number) =>
    `Có ${n} dòng; mỗi lần nhập tối đa ${max} dòng, đề nghị chia thành nhiều lần.`,
};

export const campaigns_vi = {
  title: 'Đợt công việc',
  intro: 'Hồ sơ đã mở hồ sơ con cho từng dòng của một danh sách, và tiến độ các hồ sơ con.',
  empty: 'Chưa có đợt công việc nào.',
  empty_hint: 'Đợt công việc hiện ở đây khi một hồ sơ mở nhiều hồ sơ con, ví dụ đợt hệ thống hóa.',
  done: (percent: number) => `Đã kết thúc ${percent}%`,
  counts: (closed: number, count: number) => `${closed}/${count} hồ sơ`,
  late: (n: number) => `${n} hồ sơ quá hạn`,
  by_stage: 'Theo giai đoạn',
  by_agency: 'Theo cơ quan',
  stage: 'Giai đoạn',
  agency: 'Cơ quan',
  count: 'Tổng số',
  open: 'Đang xử lý',
  closed: 'Đã kết thúc',
  overdue: 'Quá hạn',
  children: 'Các hồ sơ con',
  only_overdue: 'Chỉ hồ sơ quá hạn',
  unseen: (n: number) => `${n} hồ sơ khác không thuộc phạm vi Ông/Bà được xem.`,
  no_children: 'Không có hồ sơ con nào phù hợp.',
  chased: 'Thư đôn đốc đã lập',
  to_case: 'Đến hồ sơ mẹ',
  progress: 'Tiến độ các hồ sơ con',
  opened: (n: number) => `Đã mở ${n} hồ sơ con; xem tiến độ`,
};
