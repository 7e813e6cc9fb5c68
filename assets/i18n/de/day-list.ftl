# Die Tagesliste auf Papier, für Mitarbeitende.
day-list-title = Tagesliste
day-list-as-of = Stand: { $moment }
day-list-shred = Enthält Namen. Nach Dienstschluss in den Aktenvernichter, nicht in den Papierkorb.
day-list-empty = Für diesen Tag sind keine Termine gebucht und es wartet niemand.
day-list-time = Uhrzeit
day-list-number = Nummer
day-list-name = Name, Telefon
day-list-concerns = Anliegen
day-list-minutes = Minuten
day-list-arrived = Angekommen
day-list-done = Erledigt
day-list-walk-in = ohne Termin
