using System.Globalization;
using System.Text;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Regular expressions of RE2 that take a whole word in every spelling that the program takes.</summary>
internal static class WordPattern
{
    /// <summary>The words that say that a value is missing, ASCII letters in either case.</summary>
    /// <param name="missing">The markers.</param>
    /// <returns>The expression; null when only an empty field is missing.</returns>
    public static string? OfMarkers(MissingSet missing) =>
        Of(missing.Markers.Where(marker => marker.Length > 0), rune => rune.IsAscii ? [Rune.ToLowerInvariant(rune), Rune.ToUpperInvariant(rune)] : [rune]);

    /// <summary>The words that mean yes, or those that mean no.</summary>
    /// <param name="reading">How a column of booleans is read.</param>
    /// <param name="truth">Yes or no.</param>
    public static string? OfTruth(ColumnReading reading, bool truth) => Of(
        TruthWords.All.Concat(new[] { reading.Yes, reading.No }.OfType<string>()).Where(word => FeatureText.TruthOf(reading, word) == truth), AlikeTo);

    private static string? Of(IEnumerable<string> words, Func<Rune, IEnumerable<Rune>> letters)
    {
        string[] forms = [.. words.Select(word => string.Concat(word.EnumerateRunes().Select(rune => ClassOf(letters(rune)))))];
        return forms.Length == 0 ? null : $@"\A(?:{string.Join('|', forms)})\z";
    }

    // As words are compared by StringComparison.OrdinalIgnoreCase; found by trying, since that has tables of its own.
    private static IEnumerable<Rune> AlikeTo(Rune rune) => rune.IsAscii && !Rune.IsLetter(rune)
        ? [rune]
        : Enumerable.Range(1, char.MaxValue).Where(Rune.IsValid).Select(number => new Rune(number))
            .Where(other => string.Equals(other.ToString(), rune.ToString(), StringComparison.OrdinalIgnoreCase)).Append(rune);

    private static string ClassOf(IEnumerable<Rune> runes) =>
        $"[{string.Concat(runes.Distinct().Select(rune => $@"\x{{{rune.Value.ToString("X", CultureInfo.InvariantCulture)}}}"))}]";
}
