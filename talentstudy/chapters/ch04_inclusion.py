"""Chapter 4: women, people with a disability and unusual paths."""

from __future__ import annotations

from talentstudy.registry import Chapter, Figure, Rows

CHAPTER = Chapter(
    number=4,
    notebook="ch04_inclusion",
    title={
        "nl": "Inclusie en diversiteit",
        "fr": "Inclusion et diversité",
        "en": "Inclusion and diversity",
        "de": "Inklusion und Vielfalt",
    },
    question={
        "nl": "Hoe sterk zijn vrouwen en personen met een handicap vertegenwoordigd in digitale opleidingen en beroepen, en verandert dat?",
        "fr": "Quelle est la place des femmes et des personnes handicapées dans les formations et les métiers du numérique, et évolue-t-elle ?",
        "en": "How well are women and people with a disability represented in digital education and jobs, and is that changing?",
        "de": "Wie stark sind Frauen und Menschen mit Behinderungen in digitalen Ausbildungen und Berufen vertreten, und ändert sich das?",
    },
    figures=(
        Figure(
            "F4-01",
            "lines_by_period",
            title={
                "nl": "Vrouwen onder personen met een ICT-opleiding",
                "fr": "Les femmes parmi les personnes diplômées en TIC",
                "en": "Women among people with an ICT education",
                "de": "Frauen unter Personen mit IKT-Ausbildung",
            },
            subtitle={
                "nl": "Aandeel vrouwen, % van de werkenden met een ICT-opleiding (secundair of hoger onderwijs), per referentiejaar",
                "fr": "Part des femmes, % des personnes en emploi diplômées en TIC (secondaire ou supérieur), par année de référence",
                "en": "Share of women, % of employed people with an ICT education (secondary or tertiary), by reference year",
                "de": "Frauenanteil, % der Erwerbstätigen mit IKT-Ausbildung (Sekundar- oder Hochschulbildung), nach Bezugsjahr",
            },
            note={
                "nl": "Een voorraad van mensen, geen afgestudeerden van één jaar. De {women} vrouwen en {men} mannen die het rapport voor 2024 als afgestudeerden drukt, zijn zo’n voorraad: in 2023 studeerden in België {graduates} personen in ICT af aan het hoger onderwijs. Vanaf 2020: 100 min het aandeel mannen uit nieuwsberichten van Eurostat.",
                "fr": "Un stock de personnes, et non les diplômés d’une année. Les {women} femmes et {men} hommes que le rapport imprime comme diplômés pour 2024 forment un tel stock : en 2023, {graduates} personnes ont obtenu en Belgique un diplôme supérieur en TIC. Dès 2020 : 100 moins la part des hommes selon des articles d’Eurostat.",
                "en": "A stock of people, not the graduates of one year. The {women} women and {men} men that the report prints as graduates for 2024 are such a stock: in 2023, {graduates} people graduated in ICT from tertiary education in Belgium. From 2020: 100 less the share of men in Eurostat news items.",
                "de": "Ein Bestand an Personen, nicht die Absolventen eines Jahres. Die {women} Frauen und {men} Männer, die der Bericht für 2024 als Absolventen druckt, sind ein solcher Bestand: 2023 schlossen in Belgien {graduates} Personen ein IKT-Studium ab. Ab 2020: 100 minus Männeranteil aus Meldungen von Eurostat.",
            },
            rows=(
                Rows("ict_educated_women_share", geo="focus and eu"),
                Rows("employed_ict_education_women_share", geo="focus and eu"),
                Rows("ict_education_share", geo="focus", where={"sex": "F"}, optional=True),
            ),
            by="geo+indicator",
            options={
                "focus": "{geo}+ict_educated_women_share",
                "labels": {
                    "nl": {
                        "ict_educated_women_share": "tot 2017",
                        "employed_ict_education_women_share": "vanaf 2020",
                        "ict_education_share": "gedrukt in het rapport",
                    },
                    "fr": {
                        "ict_educated_women_share": "jusqu’en 2017",
                        "employed_ict_education_women_share": "dès 2020",
                        "ict_education_share": "imprimé dans le rapport",
                    },
                    "en": {
                        "ict_educated_women_share": "to 2017",
                        "employed_ict_education_women_share": "from 2020",
                        "ict_education_share": "printed in the report",
                    },
                    "de": {
                        "ict_educated_women_share": "bis 2017",
                        "employed_ict_education_women_share": "ab 2020",
                        "ict_education_share": "im Bericht gedruckt",
                    },
                },
            },
            quoted={
                "women": Rows("ict_education_count", geo="BE", where={"sex": "F"}),
                "men": Rows("ict_education_count", geo="BE", where={"sex": "M"}),
                "graduates": Rows("ict_graduates_count", geo="BE", period="2023"),
            },
        ),
        Figure(
            "F4-02",
            "lines_by_period",
            title={
                "nl": "Vrouwen onder de ICT-specialisten",
                "fr": "Les femmes parmi les spécialistes des TIC",
                "en": "Women among ICT specialists",
                "de": "Frauen unter den IKT-Fachkräften",
            },
            subtitle={
                "nl": "Aandeel vrouwen, % van de werkzame ICT-specialisten in alle sectoren, per referentiejaar",
                "fr": "Part des femmes, % des spécialistes des TIC en emploi dans tous les secteurs, par année de référence",
                "en": "Share of women, % of employed ICT specialists in all sectors, by reference year",
                "de": "Frauenanteil, % der erwerbstätigen IKT-Fachkräfte in allen Sektoren, nach Bezugsjahr",
            },
            note={
                "nl": "Over een breuk heen is niet vergelijkbaar. Voor België drukt het rapport {earlier} (2015) en {later} (jaar niet vermeld); geen van beide staat in een officiële versie die wij bezitten. Statbel gaf voor 2017 met een andere definitie {statbel}.",
                "fr": "Rien ne se compare au travers d’une rupture. Pour la Belgique, le rapport imprime {earlier} (2015) et {later} (année non citée) ; aucun des deux ne figure dans une version officielle en notre possession. Statbel donnait {statbel} pour 2017, avec une autre définition.",
                "en": "Nothing is comparable across a break. For Belgium the report prints {earlier} (2015) and {later} (year not named); neither is in an official vintage we hold. Statbel gave {statbel} for 2017, by another definition.",
                "de": "Über einen Bruch hinweg ist nichts vergleichbar. Für Belgien druckt der Bericht {earlier} (2015) und {later} (Jahr nicht genannt); beide stehen in keinem amtlichen Datenstand, der uns vorliegt. Statbel nannte für 2017 nach anderer Definition {statbel}.",
            },
            rows=(Rows("ict_women_share", geo="peers"),),
            quoted={
                "earlier": Rows("ict_women_printed_share", period="2015", where={"sex": "F"}),
                "later": Rows("ict_women_printed_share", period="2024", where={"sex": "F"}),
                "statbel": Rows("ict_women_statbel_share", geo="BE"),
            },
        ),
        Figure(
            "F4-03",
            "paired_bars",
            title={
                "nl": "Vrouwelijke studenten worden vaker ontmoedigd om hun vakgebied te kiezen",
                "fr": "Les étudiantes sont plus souvent découragées de choisir leur domaine",
                "en": "Women students are discouraged from their field more often than men",
                "de": "Studentinnen wird häufiger von ihrem Fach abgeraten",
            },
            subtitle={
                "nl": "Studenten die zeggen voor hun vakgebied ontmoedigd te zijn, % van de bevraagde studenten in Frankrijk, 2023",
                "fr": "Étudiants déclarant avoir été découragés de choisir leur domaine, % des étudiants interrogés en France, 2023",
                "en": "Students who say they were discouraged from their field, % of students surveyed in France, 2023",
                "de": "Studierende, die angeben, dass ihnen von ihrem Fach abgeraten wurde, % der Befragten in Frankreich, 2023",
            },
            note={
                "nl": "Franse enquête (Gender Scan), niet Belgisch; 1.436 studenten aan ingenieursscholen. Het aandeel mannen aan ingenieursscholen staat alleen in het rapport gedrukt.",
                "fr": "Enquête française (Gender Scan), non belge ; 1 436 élèves ingénieurs. La part des hommes en école d’ingénieurs n’est imprimée que dans le rapport.",
                "en": "A French survey (Gender Scan), not a Belgian one; 1,436 students at engineering schools. The share of men at engineering schools is printed in the report only.",
                "de": "Französische Umfrage (Gender Scan), keine belgische; 1.436 Ingenieurstudierende. Der Anteil der Männer im Ingenieurstudium ist nur im Bericht gedruckt.",
            },
            rows=(Rows("discouraged_share", where={"group": ("ENGINEERING_SCHOOLS", "DIGITAL_STUDIES")}),),
            by="group",
            options={"pair": "sex", "pair_order": ("F", "M")},
        ),
        Figure(
            "F4-04",
            "bars_by_rank",
            title={
                "nl": "Wat de studiekeuze beïnvloedt",
                "fr": "Ce qui influence le choix des études",
                "en": "What influences the choice of studies",
                "de": "Was die Studienwahl beeinflusst",
            },
            subtitle={
                "nl": "% van de bevraagde studenten, meerdere antwoorden mogelijk, Frankrijk, 2024",
                "fr": "% des étudiants interrogés, plusieurs réponses possibles, France, 2024",
                "en": "% of students surveyed, several answers possible, France, 2024",
                "de": "% der befragten Studierenden, mehrere Antworten möglich, Frankreich, 2024",
            },
            note={
                "nl": "Zoals gedrukt in het rapport, dat naar Gender Scan verwijst; in geen kopie van die enquête teruggevonden. 2024 is het jaar van publicatie. Als bron van ontmoediging noemt de enquête eerst leerkrachten, dan familie en vrienden.",
                "fr": "Tel qu’imprimé dans le rapport, qui renvoie à Gender Scan ; introuvable dans les copies de l’enquête. 2024 est l’année de publication. Comme sources de découragement, l’enquête cite d’abord les enseignants, puis la famille et les amis.",
                "en": "As printed in the report, which refers to Gender Scan; found in no copy of that survey. 2024 is the year of publication. As sources of discouragement the survey names teachers first, then family and friends.",
                "de": "Wie im Bericht gedruckt, der auf Gender Scan verweist; in keiner Kopie der Umfrage gefunden. 2024 ist das Jahr der Veröffentlichung. Als Quellen der Entmutigung nennt die Umfrage zuerst Lehrkräfte, dann Familie und Freunde.",
            },
            rows=(Rows("study_choice_influence_share"),),
            by="group",
        ),
        Figure(
            "F4-05",
            "number_cards",
            title={
                "nl": "Handicap en werk: verschillende groepen, verschillende cijfers",
                "fr": "Handicap et emploi : des groupes différents, des chiffres différents",
                "en": "Disability and work: different groups, different figures",
                "de": "Behinderung und Arbeit: verschiedene Gruppen, verschiedene Zahlen",
            },
            subtitle={
                "nl": "Elke kaart telt een andere groep en heeft een eigen jaar; de werkgelegenheidskloof is een verschil in procentpunt",
                "fr": "Chaque fiche compte un autre groupe et a sa propre année ; l’écart d’emploi est une différence en points de pourcentage",
                "en": "Each card counts another group and has its own year; the employment gap is a difference in percentage points",
                "de": "Jede Karte zählt eine andere Gruppe und hat ihr eigenes Jahr; die Beschäftigungslücke ist eine Differenz in Prozentpunkten",
            },
            note={
                "nl": "De beroepsbevolking bevat geen inactieven; het gedrukte aandeel slaat wellicht op de bevolking op arbeidsleeftijd. Statbel gaf voor België {first} in 2016, {second} in 2017 en {third} in 2020 (ernstig beperkt, 15–64 jaar). Zonder jaartal: zoals gedrukt in het rapport, dat Diversicom als bron noemt.",
                "fr": "La population active ne comprend pas les inactifs ; la part imprimée porte sans doute sur la population en âge de travailler. Statbel donnait pour la Belgique {first} en 2016, {second} en 2017 et {third} en 2020 (fortement limités, 15–64 ans). Sans année : tel qu’imprimé dans le rapport, qui cite Diversicom.",
                "en": "The labour force holds no inactive people; the printed share is probably of the working-age population. Statbel gave for Belgium {first} in 2016, {second} in 2017 and {third} in 2020 (severely limited, aged 15–64). Without a year: as printed in the report, which names Diversicom.",
                "de": "Zu den Erwerbspersonen zählen keine Nichterwerbspersonen; der gedruckte Anteil gilt wohl für die Bevölkerung im erwerbsfähigen Alter. Statbel nannte für Belgien {first} (2016), {second} (2017) und {third} (2020; stark eingeschränkt, 15–64 Jahre). Ohne Jahr: wie im Bericht gedruckt, der Diversicom nennt.",
            },
            rows=(
                Rows("disability_printed_share", geo="focus", optional=True),
                Rows("severely_limited_share", geo="focus", period="latest", optional=True),
                Rows("severely_limited_inactive_share", geo="focus", period="latest", optional=True),
                Rows("inactive_able_to_work_share", geo="focus", optional=True),
                Rows("disability_employment_gap", geo="focus", period="latest", where={"sex": "T"}),
                Rows("disability_employment_gap", geo="EU27_2020", period="latest", where={"sex": "T"}),
            ),
            by="indicator+geo",
            options={
                "decimals": {"PC_PNT": 1},
                "labels": {
                    "nl": {
                        "BE": "België",
                        "disability_printed_share": "Met een handicap, in de beroepsbevolking, zoals gedrukt",
                        "severely_limited_share": "Ernstig beperkt, 15–64 jaar (Statbel)",
                        "severely_limited_inactive_share": "Inactief, van de ernstig beperkten van 15–64 jaar (Statbel)",
                        "inactive_able_to_work_share": "Acht zich in staat te werken, van de inactieven met een handicap, zoals gedrukt",
                    },
                    "fr": {
                        "BE": "Belgique",
                        "disability_printed_share": "En situation de handicap, dans la population active, tel qu’imprimé",
                        "severely_limited_share": "Fortement limités, 15–64 ans (Statbel)",
                        "severely_limited_inactive_share": "Inactifs, parmi les fortement limités de 15–64 ans (Statbel)",
                        "inactive_able_to_work_share": "S’estiment capables de travailler, parmi les inactifs handicapés, tel qu’imprimé",
                    },
                    "en": {
                        "BE": "Belgium",
                        "disability_printed_share": "With a disability, in the labour force, as printed",
                        "severely_limited_share": "Severely limited, aged 15–64 (Statbel)",
                        "severely_limited_inactive_share": "Inactive, of the severely limited aged 15–64 (Statbel)",
                        "inactive_able_to_work_share": "Feel able to work, of inactive people with a disability, as printed",
                    },
                    "de": {
                        "BE": "Belgien",
                        "disability_printed_share": "Mit Behinderung, unter den Erwerbspersonen, wie gedruckt",
                        "severely_limited_share": "Stark eingeschränkt, 15–64 Jahre (Statbel)",
                        "severely_limited_inactive_share": "Nicht erwerbsaktiv, von den stark Eingeschränkten (15–64 Jahre, Statbel)",
                        "inactive_able_to_work_share": "Hält sich für arbeitsfähig, von den Nichterwerbspersonen mit Behinderung, wie gedruckt",
                    },
                },
            },
            quoted={
                "first": Rows("severely_limited_share", geo="BE", period="2016"),
                "second": Rows("severely_limited_share", geo="BE", period="2017"),
                "third": Rows("severely_limited_share", geo="BE", period="2020"),
            },
        ),
        Figure(
            "F4-06",
            "slopes_by_period",
            title={
                "nl": "Personen met een handicap onder de werknemers, per gewest",
                "fr": "Personnes handicapées parmi les salariés, par région",
                "en": "People with a disability among employees, by region",
                "de": "Menschen mit Behinderungen unter den Arbeitnehmern, nach Region",
            },
            subtitle={
                "nl": "Personen met een handicap, % van de werknemers in de privésector (telling van Acerta, editie 2025)",
                "fr": "Personnes handicapées, % des salariés du secteur privé (comptage d’Acerta, édition 2025)",
                "en": "People with a disability, % of private-sector employees (count by Acerta, 2025 edition)",
                "de": "Menschen mit Behinderungen, % der Arbeitnehmer der Privatwirtschaft (Zählung von Acerta, Ausgabe 2025)",
            },
            note={
                "nl": "Een aandeel van de werknemers, geen werkzaamheidsgraad. Voor Vlaanderen is 2023 niet bekend. De editie van februari 2024 gaf voor 2023 {country} in België en {brussels} in Brussel: of Brussel stijgt of daalt, hangt van de editie af.",
                "fr": "Une part des salariés, pas un taux d’emploi. Pour la Flandre, 2023 n’est pas connu. L’édition de février 2024 donnait pour 2023 {country} en Belgique et {brussels} à Bruxelles : la hausse ou la baisse à Bruxelles dépend de l’édition.",
                "en": "A share of employees, not an employment rate. For Flanders 2023 is not known. The edition of February 2024 gave for 2023 {country} in Belgium and {brussels} in Brussels: whether Brussels rises or falls depends on the edition.",
                "de": "Ein Anteil an den Arbeitnehmern, keine Erwerbstätigenquote. Für Flandern ist 2023 nicht bekannt. Die Ausgabe vom Februar 2024 nannte für 2023 {country} in Belgien und {brussels} in Brüssel: Ob Brüssel steigt oder fällt, hängt von der Ausgabe ab.",
            },
            rows=(Rows("disability_employee_share"),),
            options={"focus": "BE"},
            quoted={
                "country": Rows("disability_employee_earlier_share", geo="BE", period="2023"),
                "brussels": Rows("disability_employee_earlier_share", geo="BE1", period="2023"),
            },
            only=("BE",),
        ),
        Figure(
            "F4-07",
            "bars_by_rank",
            title={
                "nl": "Personen met een handicap onder de werknemers, naar bedrijfsgrootte",
                "fr": "Personnes handicapées parmi les salariés, selon la taille de l’entreprise",
                "en": "People with a disability among employees, by size of firm",
                "de": "Arbeitnehmer mit Behinderungen, nach Unternehmensgröße",
            },
            subtitle={
                "nl": "% van de werknemers in de privésector in België (tellingen van Acerta), naar grootteklasse en referentiejaar",
                "fr": "% des salariés du secteur privé en Belgique (comptages d’Acerta), par classe de taille et année de référence",
                "en": "% of private-sector employees in Belgium (counts by Acerta), by size class and reference year",
                "de": "% der Arbeitnehmer der Privatwirtschaft in Belgien (Zählungen von Acerta), nach Größenklasse und Bezugsjahr",
            },
            note={
                "nl": "Elke editie noemt maar een of twee klassen, de editie van 2025 geen enkele: 2021 komt uit de editie van 2022, 2023 uit die van 2024. Het rapport stelt dat bedrijven met hoogstens 20 werknemers hen het vaakst in dienst hebben; dat is niet na te gaan.",
                "fr": "Chaque édition ne cite qu’une ou deux classes, celle de 2025 aucune : 2021 vient de l’édition 2022, 2023 de celle de 2024. Le rapport affirme que les entreprises de 20 travailleurs au plus les emploient le plus souvent ; cela ne peut être vérifié.",
                "en": "Each edition names only one or two classes, that of 2025 none: 2021 is from the 2022 edition, 2023 from the 2024 edition. The report says that firms with at most 20 workers employ them most often; this cannot be checked.",
                "de": "Jede Ausgabe nennt nur eine oder zwei Klassen, jene von 2025 keine: 2021 stammt aus der Ausgabe 2022, 2023 aus der Ausgabe 2024. Laut Bericht beschäftigen Unternehmen mit höchstens 20 Personen sie am häufigsten; das lässt sich nicht prüfen.",
            },
            rows=(
                Rows("disability_size_share", geo="BE", where={"size_class": ("P5_9", "P500_999")}),
                Rows("disability_size_share", geo="BE", where={"size_class": "P50_100"}),
                Rows("disability_employee_earlier_share", geo="BE", period="2023"),
            ),
            by="size_class+time_period",
            options={
                "order": "given",
                "aggregates": ("TOTAL+2023",),
                "labels": {
                    "nl": {"TOTAL": "Alle groottes"},
                    "fr": {"TOTAL": "Toutes tailles"},
                    "en": {"TOTAL": "All sizes"},
                    "de": {"TOTAL": "Alle Größen"},
                },
            },
            only=("BE",),
        ),
        Figure(
            "F4-08",
            "text_panel",
            title={
                "nl": "Handicap en de IT-sector: drie gegevens",
                "fr": "Handicap et secteur informatique : trois données",
                "en": "Disability and the IT sector: three facts",
                "de": "Behinderung und der IT-Sektor: drei Angaben",
            },
            subtitle={
                "nl": "Wat het rapport aanvoert, in onze woorden en nagekeken bij de bron",
                "fr": "Ce qu’avance le rapport, dans nos mots et vérifié à la source",
                "en": "What the report puts forward, in our words and checked against the source",
                "de": "Was der Bericht anführt, in unseren Worten und an der Quelle geprüft",
            },
            note={
                "nl": "Voor de tewerkstelling van personen met een handicap in de IT-sector zelf bestaat geen cijfer.",
                "fr": "Il n’existe pas de chiffre sur l’emploi de personnes handicapées dans le secteur informatique lui-même.",
                "en": "There is no figure for the employment of people with a disability in the IT sector itself.",
                "de": "Für die Beschäftigung von Menschen mit Behinderungen im IT-Sektor selbst gibt es keine Zahl.",
            },
            items={
                "nl": (
                    (
                        "Er is werk",
                        "In Wallonië en Brussel samen raamde Agoria eind 2023 {vacancies} vacatures voor digitale profielen, waarvan {ict} in de ICT-sector. Het rapport drukt dit als het tekort van de hele sector.",
                    ),
                    (
                        "Toegankelijkheid wordt een plicht",
                        "De Europese toegankelijkheidswet geldt sinds de zomer van 2025 voor veel digitale producten en diensten voor consumenten.",
                    ),
                    (
                        "Wie niet of slecht ziet, kan het meeste IT-werk doen",
                        "Blinde en slechtziende vakmensen vinden bovendien als eersten wat er aan de toegankelijkheid van een website schort.",
                    ),
                ),
                "fr": (
                    (
                        "Le travail ne manque pas",
                        "Fin 2023, Agoria estimait à {vacancies} les emplois vacants pour profils numériques en Wallonie et à Bruxelles, dont {ict} dans le secteur des TIC. Le rapport en fait la pénurie du secteur entier.",
                    ),
                    (
                        "L’accessibilité devient une obligation",
                        "L’acte européen sur l’accessibilité s’applique depuis l’été 2025 à de nombreux produits et services numériques destinés aux consommateurs.",
                    ),
                    (
                        "Voir mal ou pas du tout n’exclut pas de la plupart des fonctions",
                        "Les professionnels aveugles ou malvoyants sont aussi les premiers à repérer les défauts d’accessibilité d’un site.",
                    ),
                ),
                "en": (
                    (
                        "There is work",
                        "At the end of 2023 Agoria estimated {vacancies} vacancies for digital profiles in Wallonia and Brussels together, of which {ict} in the ICT sector. The report prints this as the shortage of the whole sector.",
                    ),
                    (
                        "Accessibility becomes a duty",
                        "Since the summer of 2025 the European Accessibility Act has applied to many digital products and services for consumers.",
                    ),
                    (
                        "Most IT work is open to people who see poorly or not at all",
                        "Blind and partially sighted professionals are also the first to find what hinders access to a website.",
                    ),
                ),
                "de": (
                    (
                        "Es gibt Arbeit",
                        "Ende 2023 schätzte Agoria für Wallonien und Brüssel zusammen {vacancies} offene Stellen für digitale Profile, davon {ict} im IKT-Sektor. Der Bericht druckt dies als Mangel des ganzen Sektors.",
                    ),
                    (
                        "Barrierefreiheit wird Pflicht",
                        "Der europäische Rechtsakt zur Barrierefreiheit gilt seit dem Sommer 2025 für viele digitale Produkte und Dienstleistungen für Verbraucher.",
                    ),
                    (
                        "Die meisten IT-Tätigkeiten stehen blinden und sehbehinderten Menschen offen",
                        "Sie finden auch als Erste, was den Zugang zu einer Website behindert.",
                    ),
                ),
            },
            quoted={
                "vacancies": Rows("digital_vacancies_count", geo="BE1_BE3", where={"sector": "TOTAL"}),
                "ict": Rows("digital_vacancies_count", geo="BE1_BE3", where={"sector": "ICT"}),
            },
            options={"source": "digitalcity_talentensneller@2025"},
        ),
    ),
)
