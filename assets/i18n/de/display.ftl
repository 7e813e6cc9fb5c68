# Der Monitor im Wartebereich. Alles muss vom letzten Platz aus lesbar sein:
# Wo ein Text zu lang ist, steht darunter eine kürzere Fassung für tiefe Räume.

# Über dem großen Feld
please-come = Bitte kommen
last-called = Zuletzt aufgerufen
last-called-short = Zuletzt

# Über der Liste
earlier = Bereits aufgerufen
earlier-short = Davor

# Die Leiste unten
letters = **{ $appointment }** mit Termin    **{ $walk-in }** ohne Termin
letters-short = **{ $appointment }** mit Termin  **{ $walk-in }** ohne
waits = **{ $appointment }** mit Termin etwa { $appointment-from } bis { $appointment-to } Minuten    **{ $walk-in }** ohne Termin etwa { $walk-in-from } bis { $walk-in-to } Minuten
waits-short = **{ $appointment }** { $appointment-from }–{ $appointment-to } Minuten    **{ $walk-in }** { $walk-in-from }–{ $walk-in-to } Minuten
wait-walk-in = Wartezeit **{ $walk-in }**: etwa { $walk-in-from } bis { $walk-in-to } Minuten
wait-walk-in-short = Wartezeit **{ $walk-in }**: { $walk-in-from }–{ $walk-in-to } Min.
wait-walk-in-shortest = **{ $walk-in }** { $walk-in-from }–{ $walk-in-to } Minuten
lost = Keine Verbindung
lost-short = Gestört
example = Beispieldaten – keine echten Aufrufe

# Statt der Aufrufe
starting = Verbindung wird aufgebaut …
empty = Bitte warten Sie.
empty-more = Ihre Nummer erscheint hier.
interrupted = Zurzeit wird niemand aufgerufen.
interrupted-more = Ihre Nummer gilt weiter.
closed = Zurzeit geschlossen
closed-opens = Öffnet heute um { $time } Uhr
disturbed = Anzeige gestört
disturbed-more = Bitte achten Sie auf Aufrufe durch unser Personal.

# Für die Person, die den Monitor einrichtet
unpaired = Dieser Monitor ist noch nicht gekoppelt
refused = Dieser Monitor ist nicht mehr gekoppelt
unpaired-code = 1. Auf dem Server einen Code holen, er gilt 10 Minuten:
unpaired-start = 2. Diesen Monitor damit starten:
unpaired-file = Der Schlüssel wird hier erwartet: { $file }
unreadable = Die Schlüsseldatei ist nicht lesbar
