using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Values;

/// <summary>
/// Finds the code of a category by its word or, as clients send it, by a number: 1, 1.0 and "1" are the same. Numbers are compared digit by digit,
/// so that long codes stay apart, and 1E1 is no 10. Immutable.
/// </summary>
internal sealed class CategoryWords
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers;

    /// <summary>Makes the lookup.</summary>
    /// <param name="categories">The words in order of their codes.</param>
    public CategoryWords(IReadOnlyList<string> categories)
    {
        var codes = new Dictionary<string, int>(categories.Count, StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int code = 0; code < categories.Count; code++)
        {
            codes.TryAdd(categories[code], code);
            if (PlainDecimal.Of(categories[code]) is { } number)
            {
                numbers.TryAdd(number, code);
            }
        }

        _words = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        _numbers = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        HasNumbers = numbers.Count > 0;
    }

    /// <summary>Whether some category is a number in words, so that a number of a client can be one too.</summary>
    public bool HasNumbers { get; }

    /// <summary>The code of a word, or -1 when training has not seen it.</summary>
    /// <param name="word">As the client wrote it, trimmed.</param>
    public int Find(ReadOnlySpan<char> word)
    {
        if (_words.TryGetValue(word, out int code))
        {
            return code;
        }

        // "1.0" for the category 1, as programs send it that hold codes as floats.
        Span<char> plain = stackalloc char[PlainDecimal.MostCharacters];
        return HasNumbers && PlainDecimal.Write(word, plain) is > 0 and int length ? FindNumber(plain[..length]) : -1;
    }

    /// <summary>The code of the category that is this number, or -1.</summary>
    /// <param name="raw">The number as it stands in the JSON; empty where only the value is known.</param>
    /// <param name="value">A finite number.</param>
    public int Find(ReadOnlySpan<byte> raw, double value)
    {
        Span<char> plain = stackalloc char[PlainDecimal.MostCharacters];
        return HasNumbers && PlainDecimal.WriteNumber(raw, value, plain) is > 0 and int length ? FindNumber(plain[..length]) : -1;
    }

    private int FindNumber(ReadOnlySpan<char> plain) => _numbers.TryGetValue(plain, out int code) ? code : -1;
}
