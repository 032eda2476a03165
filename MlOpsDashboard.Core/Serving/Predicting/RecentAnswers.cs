namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>
/// Remembers the latest answers by the caller's key, so that a repeated request gets the very same answer.
/// Holds a fixed number; the oldest goes first. Safe for concurrent calls.
/// </summary>
/// <param name="capacity">Answers at most; 0 remembers none.</param>
public sealed class RecentAnswers(int capacity)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _order = new();
    private readonly Lock _lock = new();

    /// <summary>The answer that a key got before, or null.</summary>
    /// <param name="key">The caller's key.</param>
    /// <param name="fingerprint">A hash of the request; another one under the same key is a mistake.</param>
    /// <exception cref="ConflictException">The key was used for another request.</exception>
    public byte[]? Find(string key, ulong fingerprint)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out Entry entry))
            {
                return null;
            }

            return entry.Of(fingerprint);
        }
    }

    /// <summary>Remembers an answer. When the same request came twice at the same time, the first answer stays and is returned.</summary>
    /// <param name="key">The caller's key.</param>
    /// <param name="fingerprint">A hash of the request.</param>
    /// <param name="answer">The body of the answer.</param>
    /// <returns>The answer to send, and whether it is the one given.</returns>
    /// <exception cref="ConflictException">Another request with this key came at the same time, and was first.</exception>
    public (byte[] Answer, bool First) Remember(string key, ulong fingerprint, byte[] answer)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out Entry entry))
            {
                return (entry.Of(fingerprint), false);
            }

            if (capacity == 0)
            {
                return (answer, true);
            }

            if (_order.Count == capacity)
            {
                _entries.Remove(_order.First!.Value);
                _order.RemoveFirst();
            }

            _entries.Add(key, new Entry(fingerprint, answer, _order.AddLast(key)));
            return (answer, true);
        }
    }

    /// <summary>Forgets an answer that did not go out after all.</summary>
    /// <param name="key">The caller's key.</param>
    public void Forget(string key)
    {
        lock (_lock)
        {
            if (_entries.Remove(key, out Entry entry))
            {
                _order.Remove(entry.Place);
            }
        }
    }

    private readonly record struct Entry(ulong Fingerprint, byte[] Answer, LinkedListNode<string> Place)
    {
        /// <summary>The answer, for the request that it was given to.</summary>
        public byte[] Of(ulong fingerprint) => Fingerprint == fingerprint
            ? Answer
            : throw new ConflictException("This Idempotency-Key or request_id was used for another request; use a new one.");
    }
}
