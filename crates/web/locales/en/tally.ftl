# The tally of a declaration.
tally-title = Count: { $it }
tally-link = Count and names
tally-to-text = Read the text
count-organisations = { $count ->
    [one] organisation
   *[other] organisations
}
count-people = { $count ->
    [one] person
   *[other] people
}
count-countries = { $count ->
    [one] country
   *[other] countries
}
count-representatives = { $count ->
    [one] { $shown } representative
   *[other] { $shown } representatives
}
count-individuals = { $count ->
    [one] { $shown } individual
   *[other] { $shown } individuals
}
count-endorsements = { $count ->
    [one] { $shown } endorsement
   *[other] { $shown } endorsements
}
tally-un-share = { $it } of { $other } UN member states ({ $third } %)
tally-other-places = { $count ->
    [one] + { $shown } other place
   *[other] + { $shown } other places
}
tally-not-named = { $count ->
    [one] { $shown } of them is not named
   *[other] { $shown } of them are not named
}
tally-as-of = As of { $it }
tally-counted-from = Counted from log entry { $it }
tally-unknown-countries = { $count ->
    [one] one country undisclosed, counted by the host alone
   *[other] { $shown } countries undisclosed, counted by the host alone
}
tally-compared = The totals of organisations and people were compared. Other nodes know countries of hidden signers only as far as they are disclosed.
tally-counted-same = { $it } of { $other } nodes counted the same
tally-recounted-here = This node recounted the log and got the same.
tally-differs = Does not verify: this node counted { $it }, the host publishes { $other }.
tally-not-verified = Does not verify: { $it }
tally-how = How is this counted?
tally-beside = Not in the count
tally-beside-not-confirmed = Not confirmed yet
tally-beside-duplicates = Duplicates, merged
tally-beside-withdrawn = Withdrawn
tally-beside-refused = Refused, with rows of lists that could not be taken
tally-beside-in-review = In review
tally-beside-revoked = No longer accepted
tally-beside-erased = Erased
tally-beside-late = Came after closing
tally-table = By region and country
tally-table-note = Regions by the UN standard M49. Names of countries imply no position.
tally-undisclosed = Undisclosed
tally-undisclosed-note = Fewer than three “counted only” endorsements of a country stand in “undisclosed”, so that nobody can be found out.
tally-country = Country
tally-organisations = Organisations
tally-people = People
tally-total = Total
tally-first = First
tally-last = Last
tally-number = Number
tally-day = Day
tally-sort-name = By name
tally-sort-total = By number
tally-filter-all = All
tally-filter-nam = Non-Aligned Movement
tally-filter-g77 = Group of 77
tally-list-dated = { $it }, list of { $other }
tally-list-count = { $it }: { $other }
tally-by-kind = By kind
tally-by-channel = By way
tally-by-check = How sure
tally-by-organisation-type = By sort of organisation
tally-by-language = By language
tally-by-visibility = By what is shown
tally-by-stance = By stance
tally-region-none = No region
tally-map-title = World map of the endorsements
tally-map-country = { $it }: { $other }
tally-map-show = Show map ({ $it } kB)
tally-map-open = Open the map: every country can be chosen
tally-map-note = Boundaries are those of the map data and imply no position. Small states are dots.
tried-map-title = World map: where it was tried
tally-growth-title = Growth
tally-growth-days = All days as a table
tally-milestone = Number { $it }: { $other }
tally-names-title = Names
names-title = Who endorsed: { $it }
names-link = All names by country
names-search = Search a name
names-country-any = All countries
names-withheld = (name withheld)
names-none = No public name matches. “Counted only” endorsements are never listed.
names-found = { $count ->
    [one] { $shown } public name
   *[other] { $shown } public names
}
names-reservation = Reservation: { $it }
names-member-until = member of the network until { $it }
names-proof = Proof
country-declarations = Declarations endorsed from here

# Take away.
take-title = Take away
take-policy = Policy: the log and its witnesses
take-check = To check, with a policy from somebody whom you trust:
take-csv = Countries (CSV)
take-names-csv = Names (CSV)
take-csv-bom = for Excel
take-xlsx = Workbook (XLSX)
take-json = For programs (JSON)
take-pdf = Text and names (PDF)
take-print = Print this page
take-card = Card for other sites
take-embed = Put this into your page:

# How it is counted.
how-one = One endorsement per organisation and per person. Organisations and people together are all endorsements.
how-representatives = A representative speaks for themselves; only an organisation’s own endorsement counts as an organisation.
how-share = The share is of the 193 member states of the United Nations. Other places are shown apart.
how-log = Every endorsement is an entry of a log to which entries can only be added. Any node can recount it.
how-check = With the bundle and the program “bandung verify” anybody can check the count without a network.

# The PDF.
pdf-check-title = Check this count
pdf-check-lead = The code leads to the live count and to the bundle with which anybody can recount it.
pdf-page = Page { $it } of { $other }
pdf-names-note = Names in their own script. Withheld names and “counted only” endorsements are not listed.
pdf-names-too-many = The names are too many for a PDF. They are in the tables (CSV, XLSX).
pdf-missing-title = The PDF cannot be made
pdf-missing-glyph = No font of this node has the character “{ $it }” in: { $other }
pdf-missing-fonts = This node has no fonts. The operator installs them; see “operating”, PDF.
pdf-missing-help = Print the page instead, or take the tables: they hold every name.
