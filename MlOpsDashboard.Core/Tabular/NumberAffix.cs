using System.Collections.Frozen;
using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>What people write before and behind numbers: currencies, per cent, units.</summary>
internal static class NumberAffix
{
    private const int LongestUnit = 16;

    private static readonly FrozenSet<string> s_currencies = new[]
    {
        "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₴", "₫", "₪", "฿", "R$", "US$", "A$", "C$", "CA$", "AU$", "NZ$", "HK$", "S$", "kr", "kr.", "zł", "Kč", "Ft", "lei", "лв", "руб.", "Fr.",
        "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "RMB", "INR", "RUB", "KRW", "TRY", "UAH", "VND", "ILS", "THB", "BRL", "AUD", "CAD", "NZD", "HKD", "SGD", "SEK",
        "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "MXN", "ZAR", "AED", "SAR", "IDR", "MYR", "PHP", "TWD", "CLP", "COP", "ARS", "PEN", "NGN", "KES", "EGP",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Units that are written without a blank too; a code such as 12A must not be taken for one.
    private static readonly FrozenSet<string> s_units = new[]
    {
        "%", "‰", "°", "°C", "°F", "kg", "g", "mg", "µg", "lb", "lbs", "oz", "km", "m", "cm", "mm", "µm", "nm", "mi", "ft", "yd", "m²", "m2", "km²", "m³", "m3", "l", "ml", "cl", "dl", "gal",
        "s", "sec", "ms", "µs", "ns", "min", "mins", "h", "hr", "hrs", "d", "days", "weeks", "months", "years", "yrs", "kWh", "Wh", "W", "kW", "MW", "V", "mV", "mA", "Hz", "kHz", "MHz", "GHz", "bps", "kbps", "Mbps",
        "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "px", "pt", "dB", "bar", "Pa", "hPa", "kPa", "psi", "rpm", "kmh", "km/h", "mph", "m/s", "mg/dl", "mg/dL", "mmHg", "kcal", "cal", "kJ", "J", "N", "Nm", "ppm", "bpm",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a text is a currency, by sign or code.</summary>
    /// <param name="text">UTF-8.</param>
    internal static bool IsCurrency(ReadOnlySpan<byte> text) => text.Length is > 0 and <= LongestUnit && s_currencies.Contains(Encoding.UTF8.GetString(text));

    /// <summary>Whether a number of this shape is written with affixes that a column of numbers may have: none, a currency, per cent, or a unit.</summary>
    /// <param name="shape">A number with what stands around it.</param>
    internal static bool AreUsual(in NumberShape shape) => (shape.Prefix.IsEmpty, shape.Suffix.IsEmpty) switch
    {
        (true, true) => true,
        (false, true) => IsCurrency(shape.Prefix),
        (true, false) => IsCurrency(shape.Suffix) || IsUnit(shape.Suffix, shape.SuffixIsSpaced),
        _ => false,
    };

    private static bool IsUnit(ReadOnlySpan<byte> text, bool spaced)
    {
        if (text.Length > LongestUnit)
        {
            return false;
        }

        string unit = Encoding.UTF8.GetString(text);
        return s_units.Contains(unit) || (spaced && unit.All(character => char.IsLetter(character) || character is '/' or '²' or '³' or '°' or '.' or '%'));
    }
}
