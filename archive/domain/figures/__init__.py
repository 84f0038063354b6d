"""The figures of running text: amounts, shares and counts with their value, whatever way they are written.

What counts as one:

- numbers in digits (of any script, in the formats of many languages) and English number words (those of other languages
  before a scale or a part: "zwei Millionen", "un tiers"), with the scale,
  currency, per cent sign or measure that goes with them: "$8.5 billion", "8,5 Mrd. Euro", "24 %", "85亿美元";
- shares in words are per cent: "one in five" is 20 %, "two thirds" 66.67 %, "half of" 50 %, each good to one point.
  A bare "0.2" is no per cent, and percentage points ("pp", a basis point being a hundredth) never are;
- multiples are counted in "times": "threefold", "doubled", "three times";
- a range is one figure with `high` ("5-7 %", "between 5 and 7 percent"); "from 9% to 2%" is a movement: two figures;
- years, dates, times, telephone numbers, versions, ordinals, names (GPT-4, COVID-19), numbers of chapters and list
  items and citation marks are none.

Ambiguous writing is read so: "1.234" is a thousand only in a text that writes decimals with a comma; "¥" is the yen
unless the text speaks of yuan; "$" is the US dollar unless a sign or word says otherwise; a bare "one" is no number.
"""

from archive.domain.figures.finding import find_figures
from archive.domain.figures.values import Figure, same_value

__all__ = ["Figure", "find_figures", "same_value"]
