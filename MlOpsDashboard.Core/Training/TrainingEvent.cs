namespace MlOpsDashboard.Core.Training;

/// <summary>Something that happened in a job, for whoever watches. Exactly one of the three is set.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Job">The job as it is now, when its state, stage or progress changed.</param>
/// <param name="Trial">A trial that ended.</param>
/// <param name="Line">A line of the log.</param>
public sealed record TrainingEvent(string JobId, TrainingJob? Job = null, TrainingTrial? Trial = null, TrainingLogLine? Line = null);
