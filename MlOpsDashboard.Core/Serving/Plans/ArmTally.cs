namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>What does not come into the log of predictions while a roll-out goes on. Safe for concurrent calls.</summary>
internal sealed class ArmTally
{
    private long _candidateErrors;
    private long _stableErrors;
    private long _dropped;
    private long _compared;
    private long _agreed;
    private string? _lastError;

    /// <summary>The latest failure of the candidate in words, or null.</summary>
    public string? LastError => Volatile.Read(ref _lastError);

    /// <summary>Counts a request that the candidate could not answer although the stable version could.</summary>
    /// <param name="error">Why.</param>
    public void CandidateFailed(Exception error)
    {
        Volatile.Write(ref _lastError, error.Message);
        Interlocked.Increment(ref _candidateErrors);
    }

    /// <summary>Counts a request that the stable version could not answer, which was not the caller's mistake.</summary>
    public void StableFailed() => Interlocked.Increment(ref _stableErrors);

    /// <summary>Counts a request that the candidate did not get to answer in the background.</summary>
    public void Dropped() => Interlocked.Increment(ref _dropped);

    /// <summary>Counts a request that both have answered.</summary>
    /// <param name="alike">Whether they say the same.</param>
    public void Compared(bool alike)
    {
        Interlocked.Increment(ref _compared);
        if (alike)
        {
            Interlocked.Increment(ref _agreed);
        }
    }

    /// <summary>Takes the counts since the last time.</summary>
    public ArmCounts Take() => new(
        Interlocked.Exchange(ref _candidateErrors, 0),
        Interlocked.Exchange(ref _stableErrors, 0),
        Interlocked.Exchange(ref _dropped, 0),
        Interlocked.Exchange(ref _compared, 0),
        Interlocked.Exchange(ref _agreed, 0));
}
