using System.Buffers;
using System.Numerics;
using System.Text;

namespace MlOpsDashboard.Core.Learning.Rows;

/// <summary>
/// How a text becomes numbers: its words of two or more letters, digits or underscores, in small letters, and pairs of neighbours with a space
/// between, are counted in the slot that the 32-bit MurmurHash3 of their UTF-8 gives (its size modulo the slots, as scikit-learn's
/// HashingVectorizer does), and the counts are scaled to the length 1. Several words may share a slot. What is longer than 64 characters counts
/// as several words.
/// </summary>
/// <param name="Slots">A power of two.</param>
/// <param name="Ngrams">1 for words alone, 2 for words and pairs.</param>
public sealed record TextHashing(int Slots, int Ngrams)
{
    /// <summary>The most slots.</summary>
    internal const int MostSlots = 1024;

    /// <summary>The most characters of a word.</summary>
    internal const int MostCharacters = 64;

    /// <summary>The fewest characters of a word.</summary>
    internal const int ShortestWord = 2;

    private const int MostBytes = 4 * MostCharacters;

    /// <summary>Whether the numbers are such that a text can be hashed.</summary>
    internal bool IsValid => Slots is >= 2 and <= MostSlots && BitOperations.IsPow2(Slots) && Ngrams is 1 or 2;

    /// <summary>Hashes a text, without allocating.</summary>
    /// <param name="text">The text.</param>
    /// <param name="slots">Takes <see cref="Slots"/> values: 0 everywhere for a text without words, else with squares that add up to 1.</param>
    public void Hash(ReadOnlySpan<char> text, Span<double> slots)
    {
        slots.Clear();
        Span<byte> pair = stackalloc byte[(2 * MostBytes) + 1];
        int before = 0;
        int at = 0;
        while (NextWord(text, ref at) is { IsEmpty: false } word)
        {
            int start = 0;
            if (before > 0)
            {
                pair[before] = (byte)' ';
                start = before + 1;
            }

            int length = WriteSmall(word, pair[start..]);
            Count(pair.Slice(start, length), slots);
            if (Ngrams == 2 && before > 0)
            {
                Count(pair[..(start + length)], slots);
            }

            pair.Slice(start, length).CopyTo(pair);
            before = length;
        }

        Scale(slots);
    }

    private static ReadOnlySpan<char> NextWord(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length)
        {
            while (at < text.Length && !IsInWord(text[at..], out int other))
            {
                at += other;
            }

            int start = at;
            int characters = 0;
            while (at < text.Length && characters < MostCharacters && IsInWord(text[at..], out int length))
            {
                at += length;
                characters++;
            }

            if (characters >= ShortestWord)
            {
                return text[start..at];
            }
        }

        return [];
    }

    // A character beyond U+FFFF is two chars; half of one is in no word.
    private static bool IsInWord(ReadOnlySpan<char> text, out int length) =>
        Rune.DecodeFromUtf16(text, out Rune character, out length) == OperationStatus.Done && (Rune.IsLetterOrDigit(character) || character.Value == '_');

    private static int WriteSmall(ReadOnlySpan<char> word, Span<byte> destination)
    {
        int length = 0;
        foreach (Rune character in word.EnumerateRunes())
        {
            length += Rune.ToLowerInvariant(character).EncodeToUtf8(destination[length..]);
        }

        return length;
    }

    private void Count(ReadOnlySpan<byte> word, Span<double> slots) => slots[(int)((uint)Math.Abs((long)(int)Murmur3.Hash(word)) % (uint)Slots)]++;

    private static void Scale(Span<double> slots)
    {
        double squares = 0;
        foreach (double count in slots)
        {
            squares += count * count;
        }

        if (squares > 0)
        {
            double length = Math.Sqrt(squares);
            foreach (ref double count in slots)
            {
                count /= length;
            }
        }
    }
}
