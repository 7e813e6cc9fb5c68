//! Text for a printer that knows code page WPC1252 only. What it does not know it
//! would print as rubbish, so it is written with letters that it knows.

/// `text` with characters of WPC1252 only, in one line.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(plain).collect()
}

fn plain(letter: char) -> &'static str {
    // Every character of the result is in WPC1252, so the printer's encoder keeps it.
    if let Some(known) = KNOWN.iter().find(|known| known.starts_with(letter)) {
        return known;
    }
    match letter {
        'Ą' | 'Ă' | 'Ā' => "A",
        'ą' | 'ă' | 'ā' => "a",
        'Ć' | 'Č' | 'Ċ' => "C",
        'ć' | 'č' | 'ċ' => "c",
        'Ď' | 'Đ' => "D",
        'ď' | 'đ' => "d",
        'Ę' | 'Ě' | 'Ē' | 'Ė' => "E",
        'ę' | 'ě' | 'ē' | 'ė' => "e",
        'Ğ' | 'Ģ' => "G",
        'ğ' | 'ģ' => "g",
        'İ' | 'Ī' => "I",
        'ı' | 'ī' => "i",
        'Ł' | 'Ľ' => "L",
        'ł' | 'ľ' => "l",
        'Ń' | 'Ň' => "N",
        'ń' | 'ň' => "n",
        'Ő' | 'Ō' => "Ö",
        'ő' | 'ō' => "ö",
        'Ř' => "R",
        'ř' => "r",
        'Ś' | 'Ş' | 'Ș' => "S",
        'ś' | 'ş' | 'ș' => "s",
        'Ť' | 'Ţ' | 'Ț' => "T",
        'ť' | 'ţ' | 'ț' => "t",
        'Ű' | 'Ū' | 'Ů' => "Ü",
        'ű' | 'ū' | 'ů' => "ü",
        'Ź' | 'Ż' => "Z",
        'ź' | 'ż' => "z",
        'ẞ' => "SS",
        '\u{2010}' | '\u{2011}' | '−' => "-",
        '\u{202f}' | '\u{2009}' | '\u{a0}' | '\n' | '\t' => " ",
        '→' => "->",
        _ => "?",
    }
}

/// Every character of WPC1252 that a slip may need, each as a text of its own.
const KNOWN: &[&str] = &[
    " ", "!", "\"", "#", "$", "%", "&", "'", "(", ")", "*", "+", ",", "-", ".", "/", "0", "1", "2",
    "3", "4", "5", "6", "7", "8", "9", ":", ";", "<", "=", ">", "?", "@", "A", "B", "C", "D", "E",
    "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X",
    "Y", "Z", "[", "]", "_", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n",
    "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "€", "‚", "„", "…", "Š", "‹", "Œ",
    "Ž", "‘", "’", "“", "”", "•", "–", "—", "™", "š", "›", "œ", "ž", "Ÿ", "§", "«", "°", "±", "²",
    "³", "µ", "·", "»", "¼", "½", "¾", "À", "Á", "Â", "Ã", "Ä", "Å", "Æ", "Ç", "È", "É", "Ê", "Ë",
    "Ì", "Í", "Î", "Ï", "Ð", "Ñ", "Ò", "Ó", "Ô", "Õ", "Ö", "×", "Ø", "Ù", "Ú", "Û", "Ü", "Ý", "Þ",
    "ß", "à", "á", "â", "ã", "ä", "å", "æ", "ç", "è", "é", "ê", "ë", "ì", "í", "î", "ï", "ð", "ñ",
    "ò", "ó", "ô", "õ", "ö", "÷", "ø", "ù", "ú", "û", "ü", "ý", "þ", "ÿ",
];

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn german_stays_as_it_is_and_the_rest_is_written_with_known_letters() {
        assert_eq!(printable("Bürgerbüro Weiß – 5 €"), "Bürgerbüro Weiß – 5 €");
        assert_eq!(
            printable("Łódź, Čapek, Şahin, Ősz"),
            "Lódz, Capek, Sahin, Ösz"
        );
        assert_eq!(printable("8\u{202f}Uhr\u{a0}30"), "8 Uhr 30");
        assert_eq!(
            printable("漢\u{1b}@"),
            "??@",
            "no control code reaches the printer"
        );
    }
}
