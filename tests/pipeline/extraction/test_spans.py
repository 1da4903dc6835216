"""Quantities of every kind have their value, modifier and unit, and what is no quantity has none."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extraction import QuantitySpan, quantity_spans

# A sentence; then for each quantity its text, both ends (None is open), modifier and unit
Expected = tuple[str, float | None, float | None, str, str | None]
COUNTS: list[tuple[str, list[Expected]]] = [
    ("The port took in 1,204 lorries.", [("1,204", 1204, 1204, "=", None)]),
    ("The census found 1.204.500 hens.", [("1.204.500", 1204500, 1204500, "=", None)]),
    ("The canton has 1'204'500 trees.", [("1'204'500", 1204500, 1204500, "=", None)]),
    ("The canton has 1’204’500 trees.", [("1’204’500", 1204500, 1204500, "=", None)]),
    ("The state has 12,34,567 bags of rice.", [("12,34,567", 1234567, 1234567, "=", None)]),
    ("It built 10 500 flats.", [("10 500", 10500, 10500, "=", None)]),
    ("It built 10\u00a0500 flats.", [("10\u00a0500", 10500, 10500, "=", None)]),
    ("It built 10\u202f500 flats.", [("10\u202f500", 10500, 10500, "=", None)]),
    ("It built 1 250 000 flats.", [("1 250 000", 1250000, 1250000, "=", None)]),
    ("They planted ١٢٣ palms.", [("١٢٣", 123, 123, "=", None)]),
    ("They planted １２３ palms.", [("１２３", 123, 123, "=", None)]),
    ("Six boats sank.", [("Six", 6, 6, "=", None)]),
    ("Twenty-five boats sank.", [("Twenty-five", 25, 25, "=", None)]),
    ("One hundred and one dogs ran off.", [("One hundred and one", 101, 101, "=", None)]),
    (
        "Two hundred and fifty thousand voters stayed away.",
        [("Two hundred and fifty thousand", 250000, 250000, "=", None)],
    ),
    (
        "Three million two hundred thousand fish died.",
        [("Three million two hundred thousand", 3200000, 3200000, "=", None)],
    ),
    ("Nineteen hundred homes lost power.", [("Nineteen hundred", 1900, 1900, "=", None)]),
    ("A hundred guests came.", [("A hundred", 100, 100, "=", None)]),
    ("A dozen guests came.", [("A dozen", 12, 12, "=", None)]),
    ("Two dozen guests came.", [("Two dozen", 24, 24, "=", None)]),
    ("Half a dozen guests came.", [("Half a dozen", 6, 6, "=", None)]),
    ("A couple of dozen guests came.", [("A couple of dozen", 24, 24, "=", None)]),
    ("Half a million homes lost power.", [("Half a million", 500000, 500000, "=", None)]),
    ("A half-million homes lost power.", [("A half-million", 500000, 500000, "=", None)]),
    ("Half-a-million homes lost power.", [("Half-a-million", 500000, 500000, "=", None)]),
    ("One and a half million homes lost power.", [("One and a half million", 1500000, 1500000, "=", None)]),
    ("Two-and-a-half million homes lost power.", [("Two-and-a-half million", 2500000, 2500000, "=", None)]),
    ("Some 1.2 million hens were culled.", [("Some 1.2 million", 1200000, 1200000, "~", None)]),
    ("It sold 35m phones and 2bn apps.", [("35m", 35e6, 35e6, "=", None), ("2bn", 2e9, 2e9, "=", None)]),
    ("It has 40k users and 3 mn readers.", [("40k", 40000, 40000, "=", None), ("3 mn", 3e6, 3e6, "=", None)]),
    ("Nearly 5 lakh farmers signed up.", [("Nearly 5 lakh", 500000, 500000, "~", None)]),
    ("About 2.5 crore saplings were planted.", [("About 2.5 crore", 25000000, 25000000, "~", None)]),
    (
        "A gross of eggs and 4 hundred thousand pencils.",
        [("A gross", 144, 144, "=", None), ("4 hundred thousand", 400000, 400000, "=", None)],
    ),
    ("Over hundred cows were lost.", [("Over hundred", 100, None, ">", None)]),
    (
        "The village has two horses, 14 cows and three-legged stools.",
        [("two", 2, 2, "=", None), ("14", 14, 14, "=", None), ("three", 3, 3, "=", "legged")],
    ),
    ("FIVE BOATS LOST, 20 SAVED", [("FIVE", 5, 5, "=", None), ("20", 20, 20, "=", None)]),
    ("Bridge Falls, 14 Cars Crushed", [("14", 14, 14, "=", None)]),
    ("14 cars crushed as bridge falls", [("14", 14, 14, "=", None)]),
    ("One of the ships was late.", [("One", 1, 1, "=", None)]),
    ("A .75 calibre round was found.", [(".75", 0.75, 0.75, "=", "calibre")]),
    ("Two point five children is the mean.", [("Two point five", 2.5, 2.5, "=", None)]),
    ("They won 4 of 9 seats.", [("4", 4, 4, "=", None), ("9", 9, 9, "=", None)]),
]
VAGUE: list[tuple[str, list[Expected]]] = [
    ("Dozens of barns burned.", [("Dozens", 12, 120, "=", None)]),
    ("Scores of barns burned.", [("Scores", 20, 200, "=", None)]),
    ("Hundreds of barns burned.", [("Hundreds", 100, 1000, "=", None)]),
    ("Thousands of barns burned.", [("Thousands", 1000, 10000, "=", None)]),
    ("Tens of thousands of bees died.", [("Tens of thousands", 10000, 100000, "=", None)]),
    ("Hundreds of thousands of bees died.", [("Hundreds of thousands", 100000, 1e6, "=", None)]),
    ("Tens of millions of bees died.", [("Tens of millions", 1e7, 1e8, "=", None)]),
    ("Millions of bees died.", [("Millions", 1e6, 1e7, "=", None)]),
    ("Several hundred bees died.", [("Several hundred", 100, 1000, "=", None)]),
    ("A few thousand bees died.", [("A few thousand", 1000, 10000, "=", None)]),
]
SHARES: list[tuple[str, list[Expected]]] = [
    ("Two thirds of the wards are shut.", [("Two thirds", 2 / 3, 2 / 3, "=", None)]),
    ("A two-thirds majority is needed.", [("two-thirds", 2 / 3, 2 / 3, "=", None)]),
    ("Almost three-quarters of the wards are shut.", [("Almost three-quarters", 0.75, 0.75, "~", None)]),
    ("About one-fourth the wards are shut.", [("About one-fourth", 0.25, 0.25, "~", None)]),
    ("A third of the wards are shut.", [("A third", 1 / 3, 1 / 3, "=", None)]),
    ("Half of the wards are shut.", [("Half", 0.5, 0.5, "=", None)]),
    ("More than half the wards are shut.", [("More than half", 0.5, None, ">", None)]),
    ("One in five wards is shut.", [("One in five", 0.2, 0.2, "=", None)]),
    ("Nine out of ten wards are shut.", [("Nine out of ten", 0.9, 0.9, "=", None)]),
    ("1 in 5 wards is shut.", [("1 in 5", 0.2, 0.2, "=", None)]),
    ("Three in 10 wards are shut.", [("Three in 10", 0.3, 0.3, "=", None)]),
    (
        "The bolt is 3/8 inch thick and 2½ inches long.",
        [("3/8", 0.375, 0.375, "=", "inch"), ("2½", 2.5, 2.5, "=", "inch")],
    ),
    ("Add 1 1/2 cups of flour.", [("1 1/2", 1.5, 1.5, "=", "cup")]),
    ("Prices rose 3%.", [("3%", 3, 3, "up", "percentage")]),
    ("Prices fell by 3.5 per cent.", [("3.5 per cent", 3.5, 3.5, "down", "percentage")]),
    (
        "Turnout was 64 percent, up 2 percentage points.",
        [("64 percent", 64, 64, "=", "percentage"), ("2 percentage points", 2, 2, "up", "percentage point")],
    ),
    (
        "A 24pc rebate and a 5-percent fee apply.",
        [("24pc", 24, 24, "=", "percentage"), ("5-percent", 5, 5, "=", "percentage")],
    ),
    ("The bank cut rates by 25 basis points.", [("25", 25, 25, "down", "basis point")]),
    (
        "Output shrank 1.5% or minus 2 percent.",
        [("1.5%", 1.5, 1.5, "down", "percentage"), ("minus 2 percent", -2, -2, "=", "percentage")],
    ),
]
RANGES: list[tuple[str, list[Expected]]] = [
    ("Between 1,000 and 3,000 sheep drowned.", [("Between 1,000 and 3,000", 1000, 3000, "=", None)]),
    ("50 to 100 sheep drowned.", [("50 to 100", 50, 100, "=", None)]),
    ("1,000-3,000 sheep drowned.", [("1,000-3,000", 1000, 3000, "=", None)]),
    ("1,000–3,000 sheep drowned.", [("1,000–3,000", 1000, 3000, "=", None)]),
    ("From 5 to 7 million sheep drowned.", [("From 5 to 7 million", 5e6, 7e6, "=", None)]),
    ("Five to seven sheep drowned.", [("Five to seven", 5, 7, "=", None)]),
    ("Six to 12 sheep drowned.", [("Six to 12", 6, 12, "=", None)]),
    ("80-to-90 percent of sheep drowned.", [("80-to-90 percent", 80, 90, "=", "percentage")]),
    ("It costs $5-10 million.", [("$5-10 million", 5e6, 1e7, "=", "dollar")]),
    ("It costs between £2m and £3m.", [("between £2m and £3m", 2e6, 3e6, "=", "pound sterling")]),
    ("It costs €350 million to €400 million.", [("€350 million to €400 million", 35e7, 4e8, "=", "euro")]),
    ("Between 10% and 15% of sheep drowned.", [("Between 10% and 15%", 10, 15, "=", "percentage")]),
    ("From 50 to as many as 100 sheep drowned.", [("From 50 to as many as 100", 50, 100, "=", None)]),
    ("A three-to-five-day trek.", [("three-to-five", 3, 5, "=", "day")]),
    ("A 7- or 8-inch screen.", [("7", 7, 7, "=", "inch"), ("8", 8, 8, "=", "inch")]),
    ("About 40-50 sheep drowned.", [("About 40-50", 40, 50, "~", None)]),
    (
        "It takes 0 to 60 mph in 5 seconds.",
        [("0 to 60", 0, 60, "=", "mile per hour"), ("5", 5, 5, "=", "second")],
    ),
    (
        "The rate slowed from 4.8 to 4.7 percent.",
        [("from 4.8 to 4.7 percent", 4.8, 4.7, "down", "percentage")],
    ),
    ("The share fell from $36 last week to $34.", [("from $36 last week to $34", 36, 34, "down", "dollar")]),
]
BOUNDS: list[tuple[str, list[Expected]]] = [
    ("At least 600 tents burned.", [("At least 600", 600, None, ">", None)]),
    ("No fewer than 600 tents burned.", [("No fewer than 600", 600, None, ">", None)]),
    ("600 or more tents burned.", [("600 or more", 600, None, ">", None)]),
    ("600-plus tents burned.", [("600-plus", 600, None, ">", None)]),
    ("600+ tents burned.", [("600+", 600, None, ">", None)]),
    ("More than 600 tents burned.", [("More than 600", 600, None, ">", None)]),
    ("Well over 600 tents burned.", [("Well over 600", 600, None, ">", None)]),
    ("In excess of 600 tents burned.", [("In excess of 600", 600, None, ">", None)]),
    ("Upwards of 600 tents burned.", [("Upwards of 600", 600, None, ">", None)]),
    ("Just over 600 tents burned.", [("Just over 600", 600, None, ">", None)]),
    ("The toll topped 600.", [("topped 600", 600, None, ">", None)]),
    ("Up to 600 tents burned.", [("Up to 600", None, 600, "<", None)]),
    ("As many as 600 tents burned.", [("As many as 600", None, 600, "<", None)]),
    ("No more than 600 tents burned.", [("No more than 600", None, 600, "<", None)]),
    ("Fewer than 600 tents burned.", [("Fewer than 600", None, 600, "<", None)]),
    ("Just under 600 tents burned.", [("Just under 600", None, 600, "<", None)]),
    (
        "600 tents at most burned, 40 or fewer were saved.",
        [("600", 600, 600, "=", None), ("40 or fewer", None, 40, "<", None)],
    ),
    ("A sub-500 crowd came.", [("sub-500", None, 500, "<", None)]),
    ("Nearly 600 tents burned.", [("Nearly 600", 600, 600, "~", None)]),
    ("Close to 600 tents burned.", [("Close to 600", 600, 600, "~", None)]),
    ("An estimated 600 tents burned.", [("An estimated 600", 600, 600, "~", None)]),
    ("Some 600-odd tents burned.", [("Some 600-odd", 600, 600, "~", None)]),
    (
        "600 tents or so burned; 40 or so were saved.",
        [("600", 600, 600, "=", None), ("40 or so", 40, 40, "~", None)],
    ),
    ("~600 tents burned.", [("~600", 600, 600, "~", None)]),
    ("Exactly 600 tents burned.", [("Exactly 600", 600, 600, "=", None)]),
    ("Only 600 tents burned.", [("Only 600", 600, 600, "=", None)]),
    ("A total of 600 tents burned.", [("A total of 600", 600, 600, "=", None)]),
    ("Output more than doubled to 600 tents.", [("600", 600, 600, "=", None)]),
    ("Pupils under the age of 7 pay nothing.", [("under the age of 7", None, 7, "<", None)]),
]
MONEY: list[tuple[str, list[Expected]]] = [
    ("It cost $5.", [("$5", 5, 5, "=", "dollar")]),
    ("It cost US$1.2bn.", [("US$1.2bn", 1.2e9, 1.2e9, "=", "dollar")]),
    ("It cost US $1.1 million.", [("US $1.1 million", 1.1e6, 1.1e6, "=", "dollar")]),
    ("It cost $US160 million.", [("$US160 million", 1.6e8, 1.6e8, "=", "dollar")]),
    (
        "It cost A$5m, C$6m and HK$7m.",
        [
            ("A$5m", 5e6, 5e6, "=", "australian dollar"),
            ("C$6m", 6e6, 6e6, "=", "canadian dollar"),
            ("HK$7m", 7e6, 7e6, "=", "hong kong dollar"),
        ],
    ),
    ("It cost EUR50m.", [("EUR50m", 5e7, 5e7, "=", "euro")]),
    ("It cost EUR 50 million.", [("EUR 50 million", 5e7, 5e7, "=", "euro")]),
    ("It cost 50 million euros.", [("50 million euros", 5e7, 5e7, "=", "euro")]),
    ("It cost £3.50 a head.", [("£3.50", 3.5, 3.5, "=", "pound sterling")]),
    ("It cost R100-million.", [("R100-million", 1e8, 1e8, "=", "south african rand")]),
    ("It cost R12 500 a month.", [("R12 500", 12500, 12500, "=", "south african rand per month")]),
    ("It cost Rs 500 crore.", [("Rs 500 crore", 5e9, 5e9, "=", "indian rupee")]),
    ("It cost Rs. 2,500.", [("Rs. 2,500", 2500, 2500, "=", "indian rupee")]),
    ("It cost ₹2 lakh.", [("₹2 lakh", 200000, 200000, "=", "indian rupee")]),
    ("It cost CNY6.53bn.", [("CNY6.53bn", 6.53e9, 6.53e9, "=", "chinese yuan")]),
    (
        "It cost 9 billion yuan ($1.3 billion).",
        [("9 billion yuan", 9e9, 9e9, "=", "chinese yuan"), ("$1.3 billion", 1.3e9, 1.3e9, "=", "dollar")],
    ),
    ("It cost ¥300 million.", [("¥300 million", 3e8, 3e8, "=", "japanese yen")]),
    ("It cost 300 million Swedish crowns.", [("300 million Swedish crowns", 3e8, 3e8, "=", "swedish krona")]),
    ("It cost 40 Swiss francs.", [("40 Swiss francs", 40, 40, "=", "swiss franc")]),
    ("It cost RM79 a month.", [("RM79", 79, 79, "=", "malaysian ringgit per month")]),
    ("It cost ₦5 million.", [("₦5 million", 5e6, 5e6, "=", "nigerian naira")]),
    ("The balance was $-50.8bn.", [("$-50.8bn", -50.8e9, -50.8e9, "=", "dollar")]),
    ("Shares cost $5 per share.", [("$5", 5, 5, "=", "dollar per share")]),
    ("A million-dollar villa burned.", [("A million-dollar", 1e6, 1e6, "=", "dollar")]),
    ("A $20-million villa burned.", [("$20-million", 2e7, 2e7, "=", "dollar")]),
    ("The team has 12 won games.", [("12", 12, 12, "=", None)]),
    ("A fine of R500 was paid.", [("R500", 500, 500, "=", "south african rand")]),
    ("The fine is 12 million won.", [("12 million won", 12e6, 12e6, "=", "south korean won")]),
    ("It cost 50 cents.", [("50", 50, 50, "=", "cent")]),
]
MEASURES: list[tuple[str, list[Expected]]] = [
    ("The road is 5 km long.", [("5", 5, 5, "=", "kilometre")]),
    ("The road is 5km long.", [("5", 5, 5, "=", "kilometre")]),
    ("The tower is 37m (121ft) high.", [("37", 37, 37, "=", "metre"), ("121", 121, 121, "=", "foot")]),
    ("The tower is 37 metres high.", [("37", 37, 37, "=", "metre")]),
    ("A six-foot wall fell.", [("six", 6, 6, "=", "foot")]),
    ("A 200-mile march began.", [("200", 200, 200, "=", "mile")]),
    ("The screen is 25.5″ wide.", [("25.5", 25.5, 25.5, "=", "inch")]),
    (
        "Fire burned 4,000 hectares and 12 sq km.",
        [("4,000", 4000, 4000, "=", "hectare"), ("12", 12, 12, "=", "square kilometre")],
    ),
    (
        "The flat has 60 m² and a 12 sq. m terrace.",
        [("60", 60, 60, "=", "square metre"), ("12", 12, 12, "=", "square metre")],
    ),
    ("The tank holds 3.5 litres.", [("3.5", 3.5, 3.5, "=", "litre")]),
    ("A 3.5-litre tank leaked.", [("3.5", 3.5, 3.5, "=", "litre")]),
    ("It weighs 278kg.", [("278", 278, 278, "=", "kilogram")]),
    ("It weighs 1.2m tons.", [("1.2m", 1.2e6, 1.2e6, "=", "ton")]),
    (
        "It weighs 40 tonnes, or 88,000 lbs.",
        [("40", 40, 40, "=", "metric ton"), ("88,000", 88000, 88000, "=", "pound-mass")],
    ),
    (
        "The farm makes 30 MW and 5.5kWh a day.",
        [("30", 30, 30, "=", "megawatt"), ("5.5", 5.5, 5.5, "=", "kilowatt hour per day")],
    ),
    (
        "Winds reached 155mph or 250 km/h.",
        [("155", 155, 155, "=", "mile per hour"), ("250", 250, 250, "=", "kilometre per hour")],
    ),
    (
        "It was 40°C, or 104 degrees Fahrenheit.",
        [("40", 40, 40, "=", "celsius"), ("104", 104, 104, "=", "fahrenheit")],
    ),
    ("It was 40 degrees outside.", [("40", 40, 40, "=", "degree")]),
    (
        "It runs at 2.4Ghz with 60GB of storage.",
        [("2.4", 2.4, 2.4, "=", "gigahertz"), ("60", 60, 60, "=", "gigabyte")],
    ),
    ("The field is 10 kV/cm.", [("10", 10, 10, "=", "kilovolt per centimetre")]),
    (
        "Pressure fell to 90 psi and 980 millibars.",
        [("90", 90, 90, "down", "pound-force per square inch"), ("980", 980, 980, "=", "millibar")],
    ),
    (
        "He waited two hours, 5 minutes and 10 secs.",
        [("two", 2, 2, "=", "hour"), ("5", 5, 5, "=", "minute"), ("10", 10, 10, "=", "second")],
    ),
    (
        "It costs $84 billion over 10 years.",
        [("$84 billion", 84e9, 84e9, "=", "dollar"), ("10", 10, 10, "=", "year")],
    ),
    ("He stayed for over 10 years.", [("over 10", 10, None, ">", "year")]),
    ("The error is plus or minus 4 points.", [("4", 4, 4, "=", "point")]),
    (
        "A 50MP camera and a 6000mAh cell.",
        [("50", 50, 50, "=", "megapixel"), ("6000", 6000, 6000, "=", "milliampere hour")],
    ),
    ("It took more than 18 months.", [("more than 18", 18, None, ">", "month")]),
    ("A 30-year loan was repaid.", [("30", 30, 30, "=", "year")]),
    ("A 65-year-old man won.", [("65", 65, 65, "=", "year of age")]),
    ("Her ten-year-old son won.", [("ten", 10, 10, "=", "year of age")]),
    ("They pump 800,000 barrels a day.", [("800,000", 800000, 800000, "=", "barrel per day")]),
    ("They pump 5 tonnes per hour.", [("5", 5, 5, "=", "metric ton per hour")]),
    ("He works 40 hours a week.", [("40", 40, 40, "=", "hour per week")]),
    (
        "They walked over 100 km (60 miles).",
        [("over 100", 100, None, ">", "kilometre"), ("60", 60, None, ">", "mile")],
    ),
    ("The stock trades on 6.5 times earnings.", [("6.5", 6.5, 6.5, "=", "count")]),
    ("The 5G mast has 20 amps.", [("5", 5, 5, "=", "generation wireless"), ("20", 20, 20, "=", "ampere")]),
    ("Air holds 420 parts per million.", [("420", 420, 420, "=", "part per million")]),
    ("The pump turns at 2000 rpm.", [("2000", 2000, 2000, "=", "revolutions per minute")]),
    ("Adults need 2000 - 2500 calories.", [("2000 - 2500", 2000, 2500, "=", "calorie")]),
]
NONE = [
    "It began on 12 March 2021.",
    "It began on March 12, 2021.",
    "It began on Oct. 31.",
    "It began on 10 and 12 May.",
    "It lasted from June 15 to 18.",
    "It rained on October 3, 4 and 5.",
    "It is dated 20 Jul. 99.",
    "The siege since 1528 ended on April 6, 1529.",
    "It began at 2147 hours.",
    "The vote was 2-to-1.",
    "The 1987 sales report is out, as is its 2010 sales target.",
    "Ring (212) 909-0951.",
    "Call for one. He got one.",
    "One can see it, and one should hurry.",
    "In one-on-one talks and with one's own eyes.",
    "The Twenty-Fifth Amendment holds.",
    "Crews of Engine 51 and some others came, and those of Shield 18 of the coast.",
    "A crew filmed near the Zephyr 13 studio that noon.",
    "It files a 10-K.",
    "Ada Larch (27) was late, as was 14 Larch Grove Road.",
    "See http://3.example.com/3/4.",
    "A half-frozen hen.",
    "It began in 2019, not in 2018-19.",
    "It was the 1990s, and they were in their 20s.",
    "It began on 12/03/2024 and 2024-03-12.",
    "It began on 2019-09-01T10:38:07.190Z.",
    "It began at 9 a.m. and ended at 5pm.",
    "It began at 14:45, or 1500 GMT, or at 12.30.",
    "The temple was built in A.D. 1000.",
    "A temple stood there between B.C. 300 and 100.",
    "The BTR-80 and the KN-23 were shown beside an M2010.",
    "The G7 met, and COVID-19 came up.",
    "The S&P 500 fell, as did the FTSE 100.",
    "Under Article 5 and Resolution 2397, nothing happens.",
    "See Section 427, Row 21.",
    "Game 2 was on Channel 4.",
    "He is No. 14, or #12.",
    "The 82nd brigade and the 3rd army left.",
    "They won 3-1 after a 2-2 draw.",
    "Call 555-0142-77 or 911.",
    "She lives at 575 Larch Grove Road, Velmar.",
    "Version 1.2.3 came out.",
    "Mara Brisk, 45, said so.",
    "Boys aged 12 said so.",
    "Men aged 18 to 34 said so.",
    "BBC One said so.",
    "Phase two begins.",
    "No one came, and the one who did left.",
    "They saw one another. One day they left.",
    "The third man and the first half.",
    "The Zephyr 4 is a 4x4 lorry.",
    "A new 787 Zephyr flew.",
    "Nothing happened.",
    "",
]
ALL = [*COUNTS, *VAGUE, *SHARES, *RANGES, *BOUNDS, *MONEY, *MEASURES]


def shown(span: QuantitySpan) -> Expected:
    return span.text, span.value_low, span.value_high, span.modifier, span.unit


@pytest.mark.parametrize(("text", "expected"), ALL, ids=[text for text, _ in ALL])
def test_a_quantity_has_its_value_modifier_and_unit(text: str, expected: list[Expected]) -> None:
    found = [shown(span) for span in quantity_spans(text)]
    assert [span[0] for span in found] == [span[0] for span in expected]
    for one, other in zip(found, expected, strict=True):
        assert one[1:3] == pytest.approx(other[1:3])
        assert one[3:] == other[3:]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_quantity_has_none(text: str) -> None:
    assert [span.text for span in quantity_spans(text)] == []


def sound(text: str) -> list[QuantitySpan]:
    """Return the spans of a text, with what holds for those of any text asserted."""
    spans = quantity_spans(text)
    for span in spans:
        assert text[span.start : span.end] == span.text
        assert span.value_low is not None or span.value_high is not None
    assert all(one.end <= other.start for one, other in pairwise(spans))
    return spans


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    sound(text)


PIECES = [span[0] for _, spans in ALL for span in spans] + [
    *("men", "tons", "of the", "in", "May", "a", "-", "from", "to", "and", "or", ",", "(", ")", "per", "day"),
    *("$", "%", "km", "/", "one", "Route", "no", "2019", "3", "between", "up", "fell", "“", "half"),
]


@example("1,204 Over hundred day")
@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_any_run_of_quantities_is_sound(text: str) -> None:
    for span in sound(text):
        again = quantity_spans(span.text)
        assert len(again) == 1, (span, again)
        ends = {span.value_low, span.value_high} - {None}
        assert {again[0].value_low, again[0].value_high} - {None} == ends
