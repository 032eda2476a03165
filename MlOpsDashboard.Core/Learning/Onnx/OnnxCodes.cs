using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>A value of the graph that categories are looked up by: words, or numbers that stand for pairs of words.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Keys">What is known, as an attribute of the looking up.</param>
/// <param name="Codes">For each key its code, NaN for missing, or <see cref="FeatureRow.Unseen"/> as for any other key.</param>
internal sealed record OnnxCodes(string Name, ProtoMessage Keys, IReadOnlyList<double> Codes)
{
    private const int MostLetters = 5;

    /// <summary>The words of an input: the data's own, that for missing, and for booleans all that mean yes or no.</summary>
    /// <param name="input">The input.</param>
    /// <param name="trimmed">Its words as <see cref="TrimGraph"/> leaves them.</param>
    public static OnnxCodes Of(OnnxInput input, string trimmed)
    {
        (string Word, double Code)[] words = [.. WordsOf(input.Feature)];
        return new OnnxCodes(trimmed, OnnxAttribute.Of("keys_strings", words.Select(word => word.Word)), [.. words.Select(word => word.Code)]);
    }

    /// <summary>The usual spellings of a missing value.</summary>
    /// <param name="feature">A feature of words.</param>
    public static IReadOnlyList<string> MissingWords(FeatureSignature feature) =>
        [.. feature.KnownReading.Missing.Markers.SelectMany(CasesOf).Distinct(StringComparer.Ordinal)];

    // A graph has no way to compare numbers or letters of either case: the usual spellings of each value are listed.
    private static IEnumerable<(string Word, double Code)> WordsOf(FeatureSignature feature)
    {
        var codec = new FeatureCodec(feature with { Nullable = true });
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (string word in Spellings(feature))
        {
            if (known.Add(word) && codec.TryEncode(FeatureValue.Of(word.AsSpan()), out double code) is null)
            {
                yield return (word, code);
            }
        }
    }

    private static IEnumerable<string> Spellings(FeatureSignature feature)
    {
        IEnumerable<string> numbers = feature.Categories.Select(word => PlainDecimal.Of(word)).OfType<string>();
        ColumnReading reading = feature.KnownReading;
        return new[] { OnnxInput.MissingWord }
            .Concat(feature.Categories)
            .Concat(feature.Type == ColumnType.Boolean ? TruthWords.Spellings.Concat(new[] { reading.Yes, reading.No }.OfType<string>()) : [])
            .Concat(numbers.SelectMany(number => number.Contains('.', StringComparison.Ordinal) ? new[] { number } : [number, number + ".0"]))
            .Concat(reading.Missing.Markers.SelectMany(CasesOf));
    }

    private static IEnumerable<string> CasesOf(string marker)
    {
        int[] letters = [.. Enumerable.Range(0, marker.Length).Where(place => char.IsAsciiLetter(marker[place]))];
        if (letters.Length > MostLetters)
        {
            return [marker, marker.ToLowerInvariant(), marker.ToUpperInvariant()];
        }

        return Enumerable.Range(0, 1 << letters.Length).Select(bits => string.Concat(marker.Select((character, place) =>
            Array.IndexOf(letters, place) is >= 0 and int letter ? ((bits >> letter) & 1) == 1 ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character) : character)));
    }
}
