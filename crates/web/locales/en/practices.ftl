# The list of practices.
practices-title = Practices
search-practices = What are you looking for?
search-words = Words
search-do = Search
filters = Filters
filters-clear = Without filters
filter-any = Any
filter-hazard = Hazard
filter-sector = Subject
filter-setting = Setting
filter-tried_in = Tried in this setting
filter-sdg = Goal (SDG)
filter-country = Country
filter-language = Language
filter-cost = Costs at most
practices-found = { $count ->
    [one] { $shown } practice
   *[other] { $shown } practices
}
practices-none-match = No practice matches. Try fewer filters or other words.
practices-none-yet = No practice is published yet. Organisations of this node write the first ones; others appear when they are followed.
tried-times = { $count ->
    [one] tried { $shown } time elsewhere
   *[other] tried { $shown } times elsewhere
}

# The page of a practice.
revised-on = revised on { $it }
version-n = Version { $shown }
withdrawn-on = The organisation withdrew this practice on { $it }.
show-photo = Show photo ({ $it } kB)
show-map = Show map
map-alt = World map with a dot for each country where it was tried: { $it }
map-note = Filled dots: countries where it was tried. Ring: where it comes from. Dots imply no position on boundaries.
fact-when = When
fact-source = On its own node
contact-via-node = By a reply to this page
last-confirmed = Last confirmed as still in use
number-what = What was measured
number-before = Before
number-after = After
number-unit = Unit
tried-nowhere = Nobody has reported trying this yet
tried-in-places = { $count ->
    [one] Tried in { $shown } place
   *[other] Tried in { $shown } places
}
we-tried-this = We tried this
report-on-version = { $count ->
   *[other] about version { $shown }
}
edit-title = Your practice
revise = Revise
still-in-use = Still in use
feature = Show first on our page
unfeature = No longer show first
withdraw = Withdraw
history-title = Versions of “{ $it }”
history-first = First version
history-same = No field changed.
back-to-practice = Back to the practice

# Fields, as labels of forms and facts.
field-title = Title
field-problem = The problem
field-what_we_did = What we did
field-result = What came of it
field-result_numbers = In numbers
field-what_went_wrong = What went wrong
field-you_need = What you need
field-country = Country
field-place = Place
field-place_precision = How exact the place is
field-setting = Setting
field-scale = Scale
field-sectors = Subjects
field-hazards = Hazards
field-sdgs = Goals (SDG)
field-started = Started
field-ended = Ended
field-cost_band_usd = Cost
field-people_reached = People reached
field-beneficiary_groups = For whom
field-maturity = How proven
field-time_to_results = Time until it showed
field-evidence = Evidence
field-evidence_type = Evidence
field-evidence_link = Link to the evidence
field-summary = Summary
field-language = Language of the text
field-media = Photos and links
field-contact = Contact
field-licence = Licence
field-adapted_from = Adapted from
field-last_confirmed = Last confirmed
field-outcome = How did it go?
field-what_we_changed = What we changed
field-barriers = What stood in the way
field-visibility = Who may read it
field-replicates = Practice
field-replicates_revision = Version of the practice

country-none = No practice from { $it } is here yet.
