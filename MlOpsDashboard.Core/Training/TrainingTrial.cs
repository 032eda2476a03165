namespace MlOpsDashboard.Core.Training;

/// <summary>One fit of one learner with one set of hyper-parameters.</summary>
public sealed class TrainingTrial
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Counted from 1 in the order of beginning.</summary>
    public required int Number { get; init; }

    /// <summary>The learner's name in the catalogue.</summary>
    public required string Learner { get; init; }

    /// <summary>The hyper-parameters as a JSON object.</summary>
    public required string Hyperparameters { get; init; }

    /// <summary>The value of the job's metric on the rows held out; null when the trial failed or was stopped.</summary>
    public double? Value { get; init; }

    /// <summary><c>finished</c>, <c>pruned</c>, <c>failed</c> or <c>too_slow</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>What the search needs of the trial to go on after a restart, as a JSON object; null in rows of older versions.</summary>
    public string? State { get; init; }

    /// <summary>The tracked run; null until it is stored.</summary>
    public string? RunId { get; init; }
}
