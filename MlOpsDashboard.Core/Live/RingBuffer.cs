namespace MlOpsDashboard.Core.Live;

/// <summary>The last so many items of a sequence. It is not safe for use by several threads at once.</summary>
/// <typeparam name="T">The kind of item.</typeparam>
public sealed class RingBuffer<T>
{
    private readonly T[] _items;
    private int _next;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="capacity">Items that it holds at most.</param>
    public RingBuffer(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _items = new T[capacity];
    }

    /// <summary>Items held now.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an item; when the buffer is full the oldest one goes.</summary>
    public void Add(T item)
    {
        _items[_next] = item;
        _next = (_next + 1) % _items.Length;
        Count = Math.Min(Count + 1, _items.Length);
    }

    /// <summary>A copy of the items, the oldest first.</summary>
    public T[] ToArray()
    {
        var copy = new T[Count];
        int oldest = (_next - Count + _items.Length) % _items.Length;
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = _items[(oldest + i) % _items.Length];
        }

        return copy;
    }
}
