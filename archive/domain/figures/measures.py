"""Measures by their abbreviations and words, and those that depend on case."""


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


MEASURES = {
    "km": "km kilometre kilometres kilometer kilometers Kilometern километров kilómetros",
    "m": "m metre metres meter meters Metern mètres metros метров",
    "cm": "cm centimetres centimeters",
    "mm": "mm millimetres millimeters",
    "mile": "mile miles mi",
    "ft": "ft foot feet",
    "km²": "km² km2 sq_km sq._km square_kilometres square_kilometers Quadratkilometer",
    "m²": "m² m2 sqm square_metres square_meters",
    "sq mi": "square_miles square_mile sq_mi",
    "ha": "ha hectare hectares Hektar",
    "acre": "acre acres",
    "kg": "kg kilogram kilograms kilo kilos",
    "g": "g gram grams grammes",
    "mg": "mg milligrams",
    "t": "t tonne tonnes ton tons metric_ton metric_tons metric_tonne metric_tonnes Tonnen toneladas тонн",
    "lb": "lb lbs",
    "l": "litre litres liter liters",
    "barrel": "barrel barrels",
    "W": "W watt watts",
    "kW": "kW kilowatts",
    "MW": "MW megawatt megawatts",
    "GW": "GW gigawatt gigawatts",
    "TW": "TW terawatts",
    "kWh": "kWh kilowatt_hour kilowatt_hours Kilowattstunden",
    "MWh": "MWh megawatt_hour megawatt_hours Megawattstunden",
    "GWh": "GWh gigawatt_hour gigawatt_hours Gigawattstunden",
    "TWh": "TWh terawatt_hour terawatt_hours Terawattstunden",
    "°C": "°C ℃ degrees_Celsius degrees_C",
    "°F": "°F degrees_Fahrenheit",
    "KB": "KB kilobytes",
    "MB": "MB megabytes",
    "GB": "GB gigabytes",
    "TB": "TB terabytes",
    "Hz": "Hz",
    "MHz": "MHz",
    "GHz": "GHz",
    "km/h": "km/h kph",
    "mph": "mph",
    "nm": "nm nanometre nanometres nanometer nanometers",
    "second": "seconds sec secs",
    "minute": "minute minutes min mins Minuten минут",
    "hour": "hour hours hrs Stunde Stunden heures horas часов",
    "day": "day days Tag Tage Tagen jour jours día días дней dias",
    "week": "week weeks Woche Wochen semaines semanas недель",
    "month": "month months Monat Monate Monaten mois meses месяцев",
    "year": "year years yrs Jahr Jahre Jahren ans années año años anos anni лет года",
    "decade": "decade decades",
    "times": "times fold",
}
CASED = words(
    "km/h m l g t kt Mt Gt W KB MB GB TB kW MW GW TW kWh MWh GWh TWh mi ha min sec ft TL TRY kr mm nm °C °F Md Mds rand"
)
"""Abbreviations that another case would make into something else."""
