//! Function words and letters by which languages are told apart. Lower case.

pub(super) const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "that", "for", "on", "with", "as", "was", "it", "by", "be", "at", "from",
    "has", "have", "had", "are", "were", "not", "this", "but", "his", "he", "she", "they", "which", "who", "will",
    "would", "an", "after", "said", "says", "over", "about", "their", "its", "been", "than", "when", "what", "we",
    "you", "i", "if", "or", "all", "there",
];

/// Of languages that share the alphabet with English.
pub(super) const OTHER_LATIN: &[&str] = &[
    "de", "la", "le", "les", "et", "que", "el", "los", "las", "un", "una", "une", "des", "du", "der", "die", "das",
    "und", "den", "von", "mit", "ist", "nicht", "il", "di", "che", "per", "con", "non", "si", "se", "și", "sau", "cu",
    "din", "nu", "este", "pe", "w", "na", "z", "nie", "że", "jest", "do", "och", "att", "det", "som", "på", "av", "en",
    "een", "het", "van", "ve", "bir", "bu", "için", "da", "e", "o", "os", "em", "para", "je", "ja", "od", "ze",
];

/// Words that only one of the two has.
pub(super) const RUSSIAN: &[&str] = &[
    "и",
    "что",
    "он",
    "они",
    "его",
    "от",
    "но",
    "это",
    "если",
    "также",
    "из",
    "с",
    "со",
    "об",
    "был",
    "было",
    "были",
    "как",
    "когда",
    "после",
    "или",
    "бы",
    "к",
    "ее",
    "их",
    "только",
    "уже",
    "чтобы",
    "который",
    "которые",
    "во",
    "ранее",
    "где",
    "при",
    "до",
    "по",
];
pub(super) const UKRAINIAN: &[&str] = &[
    "і",
    "та",
    "що",
    "він",
    "вони",
    "його",
    "від",
    "але",
    "це",
    "якщо",
    "також",
    "із",
    "зі",
    "з",
    "про",
    "був",
    "було",
    "були",
    "як",
    "коли",
    "після",
    "або",
    "б",
    "її",
    "їх",
    "тільки",
    "вже",
    "щоб",
    "який",
    "які",
    "й",
    "раніше",
    "де",
    "під",
    "до",
    "ще",
];

/// Letters that only one of the two has.
pub(super) const RUSSIAN_LETTERS: &[char] = &['ы', 'э', 'ъ', 'ё'];
pub(super) const UKRAINIAN_LETTERS: &[char] = &['і', 'ї', 'є', 'ґ'];

/// Letters of neither: Belarusian, Serbian, Macedonian, Kazakh, Tatar and more.
pub(super) const OTHER_CYRILLIC_LETTERS: &[char] = &[
    'ў', 'ј', 'љ', 'њ', 'ђ', 'ћ', 'џ', 'ѓ', 'ќ', 'ѕ', 'ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'җ', 'ӣ', 'ӯ', 'ҳ', 'ҷ',
    'ӑ', 'ӗ', 'ӈ',
];
