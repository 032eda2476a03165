using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Monitoring.Inputs;

/// <summary>When the inputs of a feature are clearly worse than in training. Few false alarms matter more here than the last doubt.</summary>
public static class InputRule
{
    /// <summary>By how much the live share must be greater at least.</summary>
    public const double Margin = 0.01;

    /// <summary>Fewer values are not judged.</summary>
    public const long LeastValues = 30;

    /// <summary>The rule in words.</summary>
    public const string Words =
        "Flagged: from 30 values on, when the 99 % interval (Wilson) of the live share lies more than one percentage point above that of the share in training.";

    private const double Z = 2.5758293035489004;

    /// <summary>Judges a share.</summary>
    /// <param name="count">How many live values are odd.</param>
    /// <param name="of">Of how many.</param>
    /// <param name="training">The share in training.</param>
    /// <param name="trainingRows">The number of training rows; null when it is not known, then the share counts as exact.</param>
    public static InputShare Judge(long count, long of, double training, long? trainingRows)
    {
        if (of == 0)
        {
            return new InputShare(count, of, null, training, false);
        }

        Interval live = Estimates.Share(count, of, Z);
        double before = trainingRows is > 0 and { } rows ? Estimates.Share((long)Math.Round(training * rows), rows, Z).High : training;
        return new InputShare(count, of, live, training, of >= LeastValues && live.Low > before + Margin);
    }
}
