"""Chapter 5: interesting the young in digital occupations."""

from __future__ import annotations

from talentstudy.registry import Chapter, Figure, Rows

_ROLES = (
    "CHIEF_INFORMATION_SECURITY_OFFICER",
    "CYBER_INCIDENT_RESPONDER",
    "CYBER_LEGAL_POLICY_COMPLIANCE_OFFICER",
    "CYBER_THREAT_INTELLIGENCE_SPECIALIST",
    "CYBERSECURITY_ARCHITECT",
    "CYBERSECURITY_AUDITOR",
    "CYBERSECURITY_EDUCATOR",
    "CYBERSECURITY_IMPLEMENTER",
    "CYBERSECURITY_RESEARCHER",
    "CYBERSECURITY_RISK_MANAGER",
    "DIGITAL_FORENSICS_INVESTIGATOR",
    "PENETRATION_TESTER",
)

CHAPTER = Chapter(
    number=5,
    notebook="ch05_youth",
    title={
        "nl": "Jongeren en digitale beroepen",
        "fr": "Les jeunes et les métiers du numérique",
        "en": "Young people and digital occupations",
        "de": "Junge Menschen und digitale Berufe",
    },
    question={
        "nl": "Hoe digitaal vaardig zijn jongeren en volwassenen, en hoe komen leerlingen in aanraking met digitale beroepen?",
        "fr": "Quelles sont les compétences numériques des jeunes et des adultes, et comment les élèves découvrent-ils les métiers du numérique ?",
        "en": "How digitally skilled are the young and adults, and how do pupils come into contact with digital occupations?",
        "de": "Wie digital kompetent sind junge Menschen und Erwachsene, und wie kommen Schüler mit digitalen Berufen in Berührung?",
    },
    figures=(
        Figure(
            "F5-01",
            "text_panel",
            title={
                "nl": "Vier digitale domeinen in het leerplan",
                "fr": "Quatre domaines numériques dans le programme scolaire",
                "en": "Four digital domains in the school curriculum",
                "de": "Vier digitale Bereiche im Lehrplan",
            },
            subtitle={
                "nl": "Scholen van de Federatie Wallonië-Brussel, in onze woorden",
                "fr": "Écoles de la Fédération Wallonie-Bruxelles, dans nos mots",
                "en": "Schools of the Wallonia-Brussels Federation, in our words",
                "de": "Schulen der Föderation Wallonie-Brüssel, in unseren Worten",
            },
            note={
                "nl": "Geldt voor het Franstalige onderwijs in Wallonië en Brussel, niet voor het Nederlandstalige en het Duitstalige.",
                "fr": "Vaut pour l’enseignement francophone de Wallonie et de Bruxelles, non pour l’enseignement néerlandophone et germanophone.",
                "en": "Holds for French-language schools in Wallonia and Brussels, not for Dutch-language and German-language ones.",
                "de": "Gilt für die französischsprachigen Schulen in der Wallonie und in Brüssel, nicht für niederländisch- und deutschsprachige.",
            },
            items={
                "nl": (
                    ("Informatie en gegevens", "Opzoeken, en nagaan of wat men vindt te vertrouwen is."),
                    ("Communiceren en samenwerken", "Middelen kiezen, andermans werk en beeld eerbiedigen."),
                    ("Inhoud maken", "Met kantoortoepassingen en code werken, en AI kritisch bekijken."),
                    ("Veiligheid", "Zichzelf en zijn gegevens beschermen, ook tegen pesten."),
                ),
                "fr": (
                    ("Informations et données", "Chercher, et juger si ce que l’on trouve est fiable."),
                    ("Communiquer et collaborer", "Choisir ses outils, respecter les œuvres et l’image d’autrui."),
                    (
                        "Créer des contenus",
                        "Utiliser la bureautique et le code, et garder un regard critique sur l’IA.",
                    ),
                    ("Sécurité", "Se protéger et protéger ses données, y compris du harcèlement."),
                ),
                "en": (
                    ("Information and data", "Searching, and judging whether what one finds can be trusted."),
                    (
                        "Communicating and working together",
                        "Choosing the means, respecting the work and the image of others.",
                    ),
                    ("Creating content", "Working with office software and code, and looking at AI critically."),
                    ("Safety", "Protecting oneself and one’s data, from bullying too."),
                ),
                "de": (
                    ("Informationen und Daten", "Suchen und beurteilen, ob das Gefundene verlässlich ist."),
                    ("Kommunizieren und zusammenarbeiten", "Mittel wählen, Werke und Bild anderer achten."),
                    ("Inhalte erstellen", "Mit Büroprogrammen und Code arbeiten und KI kritisch betrachten."),
                    ("Sicherheit", "Sich und seine Daten schützen, auch vor Mobbing."),
                ),
            },
            options={"source": "digitalcity_talentensneller@2025", "numbered": False},
        ),
        Figure(
            "F5-02",
            "lines_by_period",
            title={
                "nl": "Zwakke digitale vaardigheden en digitale kwetsbaarheid in België",
                "fr": "Faibles compétences numériques et vulnérabilité numérique en Belgique",
                "en": "Weak digital skills and digital vulnerability in Belgium",
                "de": "Schwache digitale Kompetenzen und digitale Benachteiligung in Belgien",
            },
            subtitle={
                "nl": "% van de personen van 16 tot 74 jaar in België, per referentiejaar",
                "fr": "% des personnes de 16 à 74 ans en Belgique, par année de référence",
                "en": "% of people aged 16 to 74 in Belgium, by reference year",
                "de": "% der Personen von 16 bis 74 Jahren in Belgien, nach Bezugsjahr",
            },
            note={
                "nl": "Digitaal kwetsbaar: zwakke vaardigheden of geen internetgebruik; door afronding tellen de twee niet altijd op. 2023 is het referentiejaar van de barometer van 2024. Minstens digitale basisvaardigheden had in 2023 {basic} (Eurostat).",
                "fr": "Vulnérable sur le plan numérique : faibles compétences ou non-utilisation d’internet ; les arrondis font que la somme n’est pas toujours exacte. 2023 est l’année de référence du baromètre de 2024. Au moins des compétences numériques de base en 2023 : {basic} (Eurostat).",
                "en": "Digitally vulnerable: weak skills or no use of the internet; because of rounding the two do not always add up. 2023 is the reference year of the barometer of 2024. In 2023, {basic} had at least basic digital skills (Eurostat).",
                "de": "Digital benachteiligt: schwache Kompetenzen oder keine Internetnutzung; wegen Rundung gehen die Summen nicht immer auf. 2023 ist das Bezugsjahr des Barometers von 2024. Mindestens grundlegende digitale Kompetenzen hatten 2023 {basic} (Eurostat).",
            },
            rows=(
                Rows("digitally_vulnerable_share", geo="BE", where={"group": "TOTAL"}),
                Rows("weak_digital_skills_share", geo="BE"),
                Rows("internet_non_users_share", geo="BE"),
            ),
            by="indicator",
            options={"focus": "weak_digital_skills_share"},
            quoted={"basic": Rows("basic_digital_skills_share", geo="BE", period="2023")},
            only=("BE",),
        ),
        Figure(
            "F5-03",
            "number_cards",
            title={
                "nl": "Drie bevolkingen, drie maten: geen enkele is met een andere te vergelijken",
                "fr": "Trois populations, trois mesures : aucune ne se compare à une autre",
                "en": "Three populations, three measures: none can be compared with another",
                "de": "Drei Bevölkerungen, drei Maße: keines ist mit einem anderen vergleichbar",
            },
            subtitle={
                "nl": "% van de groep op de kaart; elke kaart heeft een eigen schaal van 0 tot 100",
                "fr": "% du groupe indiqué sur la fiche ; chaque fiche a sa propre échelle de 0 à 100",
                "en": "% of the group on the card; each card has its own scale from 0 to 100",
                "de": "% der Gruppe auf der Karte; jede Karte hat ihre eigene Skala von 0 bis 100",
            },
            note={
                "nl": "Zwakke vaardigheden is een andere maat dan kwetsbaarheid, die ook niet-gebruikers telt. De ULB-cijfers zijn eigen verklaringen in een vrijwillige enquête aan één universiteit (n = 3.464), geen cijfer voor het hoger onderwijs.",
                "fr": "Les faibles compétences sont une autre mesure que la vulnérabilité, qui compte aussi les non-utilisateurs. Les chiffres de l’ULB sont des déclarations dans une enquête facultative d’une seule université (n = 3 464), pas un chiffre pour l’enseignement supérieur.",
                "en": "Weak skills is another measure than vulnerability, which also counts non-users. The ULB figures are self-declared in a voluntary survey at one university (n = 3,464), not a figure for tertiary education.",
                "de": "Schwache Kompetenzen sind ein anderes Maß als Benachteiligung, die auch Nichtnutzer zählt. Die Zahlen der ULB sind Selbstangaben in einer freiwilligen Umfrage an einer einzigen Universität (n = 3.464), keine Zahl für die Hochschulbildung.",
            },
            rows=(
                Rows("weak_digital_skills_share", geo="BE", period="2023"),
                Rows("digitally_vulnerable_share", geo="BE", period="2023", where={"group": ("TOTAL", "LOW_EDUCATED")}),
                Rows(
                    "digitally_vulnerable_share",
                    geo="BE",
                    period="2023",
                    where={"group": ("JOBSEEKERS", "LOW_EDUCATED_YOUTH")},
                ),
                Rows(
                    "entrants_lacking_skills_share",
                    where={"measure": ("office_skills_lacking_share", "basic_digcomp_lacking_share")},
                ),
            ),
            by="indicator+group+measure",
            options={
                "labels": {
                    "nl": {
                        "weak_digital_skills_share": "België, 16–74 jaar: zwakke digitale vaardigheden",
                        "digitally_vulnerable_share+TOTAL+TOTAL": "België, 16–74 jaar: digitaal kwetsbaar",
                        "digitally_vulnerable_share": "Digitaal kwetsbaar",
                        "entrants_lacking_skills_share": "Nieuwe studenten aan de ULB",
                        "office_skills_lacking_share": "beheersen kantoortoepassingen niet",
                        "basic_digcomp_lacking_share": "missen digitale basisvaardigheden (DigComp)",
                        "LOW_EDUCATED": "laaggeschoolden",
                        "JOBSEEKERS": "werkzoekenden",
                        "LOW_EDUCATED_YOUTH": "laaggeschoolde jongeren",
                    },
                    "fr": {
                        "weak_digital_skills_share": "Belgique, 16–74 ans : faibles compétences numériques",
                        "digitally_vulnerable_share+TOTAL+TOTAL": "Belgique, 16–74 ans : vulnérable sur le plan numérique",
                        "digitally_vulnerable_share": "Vulnérable sur le plan numérique",
                        "entrants_lacking_skills_share": "Nouveaux étudiants de l’ULB",
                        "office_skills_lacking_share": "ne maîtrisent pas la bureautique",
                        "basic_digcomp_lacking_share": "sans compétences numériques de base (DigComp)",
                        "LOW_EDUCATED": "personnes peu diplômées",
                        "JOBSEEKERS": "demandeurs d’emploi",
                        "LOW_EDUCATED_YOUTH": "jeunes peu diplômés",
                    },
                    "en": {
                        "weak_digital_skills_share": "Belgium, aged 16–74: weak digital skills",
                        "digitally_vulnerable_share+TOTAL+TOTAL": "Belgium, aged 16–74: digitally vulnerable",
                        "digitally_vulnerable_share": "Digitally vulnerable",
                        "entrants_lacking_skills_share": "New students at ULB",
                        "office_skills_lacking_share": "do not master office software",
                        "basic_digcomp_lacking_share": "lack basic digital skills (DigComp)",
                        "LOW_EDUCATED": "people with low education",
                        "JOBSEEKERS": "jobseekers",
                        "LOW_EDUCATED_YOUTH": "young people with low education",
                    },
                    "de": {
                        "weak_digital_skills_share": "Belgien, 16–74 Jahre: schwache digitale Kompetenzen",
                        "digitally_vulnerable_share+TOTAL+TOTAL": "Belgien, 16–74 Jahre: digital benachteiligt",
                        "digitally_vulnerable_share": "Digital benachteiligt",
                        "entrants_lacking_skills_share": "Studienanfänger der ULB",
                        "office_skills_lacking_share": "beherrschen Büroprogramme nicht",
                        "basic_digcomp_lacking_share": "ohne digitale Grundkompetenzen (DigComp)",
                        "LOW_EDUCATED": "Geringqualifizierte",
                        "JOBSEEKERS": "Arbeitsuchende",
                        "LOW_EDUCATED_YOUTH": "geringqualifizierte Jugendliche",
                    },
                },
            },
            only=("BE",),
        ),
        Figure(
            "F5-04",
            "profile_grid",
            title={
                "nl": "Cyberbeveiliging telt twaalf beroepsprofielen",
                "fr": "La cybersécurité compte douze profils de fonction",
                "en": "Cybersecurity has twelve role profiles",
                "de": "Cybersicherheit umfasst zwölf Rollenprofile",
            },
            subtitle={
                "nl": "Europees kader voor vaardigheden in cyberbeveiliging (ECSF), in de volgorde van ENISA",
                "fr": "Cadre européen de compétences en cybersécurité (ECSF), dans l’ordre d’ENISA",
                "en": "European Cybersecurity Skills Framework (ECSF), in the order of ENISA",
                "de": "Europäischer Kompetenzrahmen für Cybersicherheit (ECSF), in der Reihenfolge der ENISA",
            },
            note={
                "nl": "Namen vertaald uit het Engels. Een profiel is een rol: één persoon kan er meerdere vervullen.",
                "fr": "Noms traduits de l’anglais. Un profil est un rôle : une personne peut en exercer plusieurs.",
                "en": "A profile is a role: one person may fill several.",
                "de": "Namen aus dem Englischen übersetzt. Ein Profil ist eine Rolle: Eine Person kann mehrere ausfüllen.",
            },
            rows=(Rows("role_profile_number", where={"role": _ROLES}),),
            by="role",
            options={"columns": 2},
        ),
        Figure(
            "F5-05",
            "text_panel",
            title={
                "nl": "Drie manieren om jongeren digitale beroepen te tonen",
                "fr": "Trois façons de montrer les métiers du numérique aux jeunes",
                "en": "Three ways of showing digital occupations to the young",
                "de": "Drei Wege, jungen Menschen digitale Berufe zu zeigen",
            },
            subtitle={
                "nl": "Initiatieven in Brussel die het rapport noemt, in onze woorden",
                "fr": "Initiatives bruxelloises citées par le rapport, dans nos mots",
                "en": "Initiatives in Brussels that the report names, in our words",
                "de": "Initiativen in Brüssel, die der Bericht nennt, in unseren Worten",
            },
            note={
                "nl": "Hoeveel jongeren deelnamen en wat het opleverde, is niet bekend.",
                "fr": "On ne sait pas combien de jeunes ont participé ni avec quel résultat.",
                "en": "How many young people took part, and with what result, is not known.",
                "de": "Wie viele junge Menschen teilnahmen und mit welchem Ergebnis, ist nicht bekannt.",
            },
            items={
                "nl": (
                    (
                        "Cité des métiers",
                        "Bijeenkomsten over knelpuntberoepen, vrij toegankelijk; ze trekken vooral volwassenen die al belangstelling hebben.",
                    ),
                    (
                        "NicetoNEETyou (Backstage.Network)",
                        "Groepen jongeren zonder werk of opleiding bezoeken opleidingscentra en zien de beroepen van dichtbij.",
                    ),
                    (
                        "Digital Discovery Morning",
                        "Klassen uit het derde en vierde jaar secundair proefden in april 2025 van digitale beroepen in workshops bij Digitalcity.brussels.",
                    ),
                ),
                "fr": (
                    (
                        "Cité des métiers",
                        "Des rencontres libres sur les métiers en pénurie ; elles attirent surtout des adultes déjà intéressés.",
                    ),
                    (
                        "NicetoNEETyou (Backstage.Network)",
                        "Des groupes de jeunes sans emploi ni formation visitent des centres de formation et voient les métiers de près.",
                    ),
                    (
                        "Digital Discovery Morning",
                        "En avril 2025, des classes de troisième et de quatrième secondaire ont goûté aux métiers du numérique en ateliers chez Digitalcity.brussels.",
                    ),
                ),
                "en": (
                    (
                        "Cité des métiers",
                        "Meetings about shortage occupations, open to all; they draw mostly adults who are interested already.",
                    ),
                    (
                        "NicetoNEETyou (Backstage.Network)",
                        "Groups of young people without work or training visit training centres and see the occupations close up.",
                    ),
                    (
                        "Digital Discovery Morning",
                        "In April 2025 classes of the third and fourth year of secondary school tried digital occupations in workshops at Digitalcity.brussels.",
                    ),
                ),
                "de": (
                    (
                        "Cité des métiers",
                        "Offene Treffen über Mangelberufe; sie ziehen vor allem Erwachsene an, die schon interessiert sind.",
                    ),
                    (
                        "NicetoNEETyou (Backstage.Network)",
                        "Gruppen junger Menschen ohne Arbeit oder Ausbildung besuchen Ausbildungszentren und sehen die Berufe aus der Nähe.",
                    ),
                    (
                        "Digital Discovery Morning",
                        "Im April 2025 probierten Klassen des dritten und vierten Sekundarjahres bei Digitalcity.brussels digitale Berufe in Workshops aus.",
                    ),
                ),
            },
            options={"source": "digitalcity_talentensneller@2025"},
        ),
    ),
)
