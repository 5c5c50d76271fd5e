import { language, words } from '../text/language';

/// The other language, named in itself.
export function LanguageSwitch() {
  const other = language.value === 'vi' ? 'en' : 'vi';
  return (
    <button
      type="button"
      class="button plain"
      onClick={() => {
        language.value = other;
      }}
    >
      <span lang={other}>{words.value.language}</span>
    </button>
  );
}
