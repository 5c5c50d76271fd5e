/// The people of the mock department. Names and places are invented.

export const today = '2026-11-23';

const department = { id: 'stp', name: 'Sở Tư pháp' };
const transport = { id: 'so-gtvt', name: 'Sở Giao thông vận tải' };

export const agencies = [
  { ...department, kind: 'department' },
  { ...transport, kind: 'drafting' },
  { id: 'so-tnmt', name: 'Sở Tài nguyên và Môi trường', kind: 'drafting' },
  { id: 'so-gddt', name: 'Sở Giáo dục và Đào tạo', kind: 'drafting' },
  { id: 'ppc-office', name: 'Văn phòng Ủy ban nhân dân tỉnh', kind: 'ppc-office' },
];

function person(id, name, position, agency, ...roles) {
  return { id, name, position, email: `${id}@example.vn`, agency, roles };
}

export const people = [
  person('lan', 'Nguyễn Thị Lan', 'Chuyên viên Phòng Pháp chế', transport, 'drafter'),
  person('minh', 'Trần Văn Minh', 'Văn thư', department, 'clerk'),
  person('hoa', 'Lê Thị Hoa', 'Chuyên viên thẩm định', department, 'specialist'),
  person('binh', 'Đỗ Thanh Bình', 'Chuyên viên thẩm định', department, 'specialist'),
  person('tuan', 'Phạm Anh Tuấn', 'Trưởng phòng Xây dựng văn bản', department, 'head'),
  person('nga', 'Vũ Hồng Nga', 'Giám đốc Sở', department, 'director'),
  person('an', 'Hoàng Văn An', 'Thanh tra viên', department, 'auditor'),
];

export const password = 'trinh-demo';

export function named({ id, name }) {
  return { id, name };
}
