// Fictional content for tests and pictures. Every address ends in .example.

/** A practice as a file. */
export const PRACTICE = {
  language: "en",
  title: "Floating beds that keep vegetables growing through the flood",
  summary:
    "The fields of our river islands are under water for three months. 312 families now grow okra, gourds and spinach on " +
    "rafts of water hyacinth, and eat vegetables in nine months of the year instead of five.",
  problem:
    "Every July the river covers our fields for 60 to 90 days. Families sell a goat or borrow from traders to buy " +
    "vegetables at double price.",
  what_we_did: [
    "Held a map meeting in each village: where is still water, who has no land.",
    "Pushed together fresh water hyacinth in June until a raft of 8 x 1.2 m carried a person.",
    "Fixed each raft with two bamboo poles and two ropes; jute alone breaks.",
    "Spread 15 cm of half-rotted hyacinth and cow dung on top.",
  ],
  result: "312 families in 14 villages harvest from July to October. 188 women opened a savings account.",
  result_numbers: [{ what: "Months in the year with own vegetables", unit: "months", before: 5, after: 9 }],
  what_went_wrong: "In 2022 the current tore 31 of 120 beds loose because we had saved on poles.",
  you_need: "Standing water with hyacinth, bamboo, rope, one boat for ten families.",
  country: "BD",
  place: "Gaibandha district",
  place_precision: "district",
  setting: ["rural", "river-basin"],
  scale: "community",
  sectors: ["food-agriculture", "livelihoods"],
  hazards: ["flood", "heavy-rain"],
  sdgs: [2, 13],
  started: "2019-05",
  ended: null,
  cost_band_usd: "5k-50k",
  people_reached: 1480,
  beneficiary_groups: ["women", "smallholder-farmers"],
  maturity: "proven-multi-site",
  time_to_results: "1-6-months",
  evidence: { type: "monitoring-data", link: "https://char-lands-forum.example/data/beds-2025.csv" },
  media: [],
  contact: { kind: "mailbox", value: "gardens@char-lands-forum.example" },
  licence: "CC-BY-4.0",
};

/** The same in another language and country: short, to be found or not found by filters. */
export const PRACTICE_ARABIC = {
  ...PRACTICE,
  language: "ar",
  title: "حصاد مياه الأمطار فوق أسطح المدارس",
  summary: "تجمع تسع مدارس في الجبال مياه الأمطار من أسطحها، فتكفي الخزانات التلاميذ سبعة أشهر في السنة.",
  problem: "تجف الآبار في الصيف، وتشتري المدارس الماء من الصهاريج بثمن مرتفع.",
  what_we_did: ["قسنا أسطح المدارس وحسبنا كمية المطر.", "ركبنا مزاريب ومرشحا بسيطا من الرمل.", "بنينا خزانا من الحجر لكل مدرسة."],
  result: "وفرت كل مدرسة ثمن أربعين صهريجا في السنة.",
  result_numbers: [{ what: "أشهر بلا صهاريج", unit: "months", before: 2, after: 7 }],
  what_went_wrong: "انسدت المرشحات في السنة الأولى لأن أحدا لم يكلف بتنظيفها.",
  you_need: null,
  country: "TN",
  place: "جندوبة",
  setting: ["mountain"],
  sectors: ["water"],
  hazards: ["drought"],
  sdgs: [6],
  evidence: null,
  contact: { kind: "via-node", value: null },
};

/** The fields of the four steps of the form, by the names of the inputs. */
export const STEPS = [
  { title: PRACTICE.title, problem: PRACTICE.problem, what_we_did: PRACTICE.what_we_did.join("\n") },
  {
    result: PRACTICE.result,
    what_went_wrong: PRACTICE.what_went_wrong,
    number_what_0: PRACTICE.result_numbers[0].what,
    number_before_0: "5",
    number_after_0: "9",
    number_unit_0: "months",
  },
  {
    country: PRACTICE.country,
    place: PRACTICE.place,
    setting: PRACTICE.setting,
    sectors: PRACTICE.sectors,
    hazards: PRACTICE.hazards,
    started_month: "05",
    started_year: "2019",
    cost_band_usd: PRACTICE.cost_band_usd,
    people_reached: "1480",
  },
  { summary: PRACTICE.summary, language: "en" },
];

/** The first operator and organisation of a node, by the names of the inputs of the set-up page. */
export const PERSON = { login: "amina", name: "Amina Rahman", password: "seven reeds by the river bank" };
export const ORGANISATION = { handle: "char_lands_forum", name: "Char Lands Forum", country: "BD" };
