namespace MlOpsDashboard.Core;

/// <summary>The words of the REST contract for the values of an enumeration, in the order in which they are told.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
/// <param name="words">Each value with its word.</param>
public sealed class Vocabulary<T>(params (string Word, T Value)[] words)
    where T : struct, Enum
{
    /// <summary>All values, in their order.</summary>
    public IReadOnlyList<T> Values { get; } = Array.ConvertAll(words, pair => pair.Value);

    /// <summary>The value that a word means; null when it means none.</summary>
    /// <param name="word">The word, or null.</param>
    public T? Find(string? word) => Array.FindIndex(words, pair => pair.Word == word) is >= 0 and var index ? words[index].Value : null;

    /// <summary>The word for a value.</summary>
    /// <param name="value">The value.</param>
    public string WordFor(T value) => Array.Find(words, pair => pair.Value.Equals(value)).Word;

    /// <summary>All words, one after the other.</summary>
    public override string ToString() => string.Join(", ", words.Select(pair => pair.Word));
}
