using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>Distinct words with a number and a count each, in order of first appearance. Open addressing over one block of bytes.</summary>
/// <param name="maxWords">The most words it takes; further ones are turned away.</param>
internal sealed class WordTable(int maxWords = int.MaxValue)
{
    /// <summary>The answer for a word that no longer fits.</summary>
    internal const int Full = -1;

    private const int MaxTextBytes = 1 << 30;

    private int[] _slots = new int[16];
    private Entry[] _entries = new Entry[8];
    private byte[] _text = new byte[64];
    private int _textEnd;

    /// <summary>The number of distinct words.</summary>
    internal int Count { get; private set; }

    /// <summary>How often a word came.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    internal long CountOf(int index) => _entries[index].Count;

    /// <summary>A word's bytes.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    internal ReadOnlySpan<byte> Word(int index) => _text.AsSpan(_entries[index].Start, _entries[index].Length);

    /// <summary>A word's <see cref="ByteHash"/>.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    internal ulong HashOf(int index) => _entries[index].Hash;

    /// <summary>A word as text.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    internal string Text(int index) => Encoding.UTF8.GetString(Word(index));

    /// <summary>Counts a word.</summary>
    /// <param name="word">UTF-8.</param>
    /// <param name="hash">Its <see cref="ByteHash"/>.</param>
    /// <returns>The word's number, or <see cref="Full"/> when it is new and does not fit.</returns>
    internal int Add(ReadOnlySpan<byte> word, ulong hash)
    {
        int slot = (int)(hash & (uint)(_slots.Length - 1));
        while (_slots[slot] != 0)
        {
            ref Entry entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash == hash && Word(_slots[slot] - 1).SequenceEqual(word))
            {
                entry.Count++;
                return _slots[slot] - 1;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        return Insert(word, hash, slot);
    }

    private int Insert(ReadOnlySpan<byte> word, ulong hash, int slot)
    {
        if (Count >= maxWords || _textEnd + word.Length > MaxTextBytes)
        {
            return Full;
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        if (_textEnd + word.Length > _text.Length)
        {
            Array.Resize(ref _text, (int)Math.Min(MaxTextBytes, Math.Max(_text.Length * 2L, _textEnd + word.Length)));
        }

        word.CopyTo(_text.AsSpan(_textEnd));
        _entries[Count] = new Entry(hash, _textEnd, word.Length, 1);
        _textEnd += word.Length;
        _slots[slot] = ++Count;
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }

        return Count - 1;
    }

    private void Rehash()
    {
        var slots = new int[_slots.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            int slot = (int)(_entries[i].Hash & (uint)(slots.Length - 1));
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = i + 1;
        }

        _slots = slots;
    }

    private record struct Entry(ulong Hash, int Start, int Length, long Count);
}
