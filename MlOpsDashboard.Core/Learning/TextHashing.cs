using System.Numerics;
using System.Text;
using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning;

/// <summary>
/// How a text becomes numbers: its words of two or more letters, digits or underscores, in small letters, and pairs of neighbours with a space
/// between, are counted in the slot that the 32-bit MurmurHash3 of their UTF-8 gives (its size modulo the slots, as scikit-learn's
/// HashingVectorizer does), and the counts are scaled to the length 1. Several words may share a slot.
/// </summary>
/// <param name="Slots">A power of two.</param>
/// <param name="Ngrams">1 for words alone, 2 for words and pairs.</param>
public sealed record TextHashing(int Slots, int Ngrams)
{
    /// <summary>The most slots.</summary>
    internal const int MostSlots = 1024;

    // Of longer words the beginning counts.
    private const int MostCharacters = 64;
    private const int MostBytes = 3 * MostCharacters;
    private const int ShortestWord = 2;

    /// <summary>Whether the numbers are such that a text can be hashed.</summary>
    internal bool IsValid => Slots is >= 2 and <= MostSlots && BitOperations.IsPow2(Slots) && Ngrams is 1 or 2;

    /// <summary>Hashes a text, without allocating.</summary>
    /// <param name="text">The text.</param>
    /// <param name="slots">Takes <see cref="Slots"/> values: 0 everywhere for a text without words, else with squares that add up to 1.</param>
    public void Hash(ReadOnlySpan<char> text, Span<double> slots)
    {
        slots.Clear();
        Span<byte> pair = stackalloc byte[(2 * MostBytes) + 1];
        Span<char> small = stackalloc char[MostCharacters];
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

            word = word[..Math.Min(word.Length, MostCharacters)];
            word.ToLowerInvariant(small);
            int length = Encoding.UTF8.GetBytes(small[..word.Length], pair[start..]);
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
            while (at < text.Length && !IsInWord(text[at]))
            {
                at++;
            }

            int start = at;
            while (at < text.Length && IsInWord(text[at]))
            {
                at++;
            }

            if (at - start >= ShortestWord)
            {
                return text[start..at];
            }
        }

        return [];
    }

    private static bool IsInWord(char character) => char.IsLetterOrDigit(character) || character == '_';

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
