using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>The parts of a text that may be a number: what stands before its digits, the digits with their marks, what stands behind them.</summary>
internal readonly ref struct NumberShape
{
    private NumberShape(bool negative, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body, ReadOnlySpan<byte> suffix, bool spaced)
    {
        IsNegative = negative;
        Prefix = prefix;
        Body = body;
        Suffix = suffix;
        SuffixIsSpaced = spaced;
    }

    /// <summary>Whether a minus sign stands before or behind the digits, or brackets around them.</summary>
    internal bool IsNegative { get; }

    /// <summary>What stands before the digits, without signs and blanks; UTF-8.</summary>
    internal ReadOnlySpan<byte> Prefix { get; }

    /// <summary>From the first digit, or the mark before it, to the last; UTF-8.</summary>
    internal ReadOnlySpan<byte> Body { get; }

    /// <summary>What stands behind the digits, without signs and blanks; UTF-8.</summary>
    internal ReadOnlySpan<byte> Suffix { get; }

    /// <summary>Whether a blank stands before <see cref="Suffix"/>.</summary>
    internal bool SuffixIsSpaced { get; }

    /// <summary>Cuts a text into its parts.</summary>
    /// <param name="text">UTF-8, trimmed.</param>
    /// <param name="shape">The parts.</param>
    /// <returns>False when there is no digit, two signs, or a bracket without its other half.</returns>
    internal static bool TryCut(ReadOnlySpan<byte> text, out NumberShape shape)
    {
        shape = default;
        int first = text.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (first < 0)
        {
            return false;
        }

        int last = text.LastIndexOfAnyInRange((byte)'0', (byte)'9');
        if (first > 0 && text[first - 1] is (byte)'.' or (byte)',')
        {
            first--;
        }

        if (last + 1 < text.Length && text[last + 1] == (byte)'.')
        {
            last++;
        }

        var before = new Margin(text[..first]);
        var behind = new Margin(text[(last + 1)..]);
        if (before.Signs + behind.Signs + before.Opens > 1 || before.Opens != behind.Closes || behind.Opens + before.Closes > 0 || behind.HasPlus)
        {
            return false;
        }

        bool negative = before.Opens > 0 || before.Minuses + behind.Minuses > 0;
        shape = new NumberShape(negative, before.Rest, text[first..(last + 1)], behind.Rest, behind.BeginsWithBlank);
        return true;
    }

    // What stands at one side of the digits: signs, brackets, blanks, and one run of anything else.
    private readonly ref struct Margin
    {
        public Margin(ReadOnlySpan<byte> text)
        {
            int start = -1;
            int end = 0;
            for (int i = 0; i < text.Length;)
            {
                Rune.DecodeFromUtf8(text[i..], out Rune rune, out int used);
                bool other = false;
                switch (rune.Value)
                {
                    case '-' or 0x2212:
                        Minuses++;
                        break;
                    case '+':
                        HasPlus = true;
                        break;
                    case '(':
                        Opens++;
                        break;
                    case ')':
                        Closes++;
                        break;
                    default:
                        other = !Rune.IsWhiteSpace(rune);
                        break;
                }

                BeginsWithBlank |= i == 0 && Rune.IsWhiteSpace(rune);
                start = other && start < 0 ? i : start;
                end = other ? i + used : end;
                i += used;
            }

            Rest = start < 0 ? [] : text[start..end];
        }

        public int Minuses { get; }

        public bool HasPlus { get; }

        public int Opens { get; }

        public int Closes { get; }

        public bool BeginsWithBlank { get; }

        public ReadOnlySpan<byte> Rest { get; }

        public int Signs => Minuses + (HasPlus ? 1 : 0);
    }
}
