namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>What all detectors have in common: values that are none are refused, and after a change everything begins anew.</summary>
internal abstract class ChangeDetector : IChangeDetector
{
    /// <inheritdoc/>
    public ChangeState State { get; private set; }

    /// <inheritdoc/>
    public ChangeState Add(double value)
    {
        if (!Takes(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{GetType().Name} cannot take this value; leave missing ones out.");
        }

        if (State == ChangeState.Drift)
        {
            State = ChangeState.None;
            Reset();
        }

        State = Step(value);
        return State;
    }

    /// <summary>Whether a value can be taken.</summary>
    /// <param name="value">The value.</param>
    protected virtual bool Takes(double value) => double.IsFinite(value);

    /// <summary>Forgets everything.</summary>
    protected abstract void Reset();

    /// <summary>Takes a value in.</summary>
    /// <param name="value">One that can be taken.</param>
    /// <returns>What it thinks now.</returns>
    protected abstract ChangeState Step(double value);
}
