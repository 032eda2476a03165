using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>What a run's model is, for listings that must not open the artifact.</summary>
/// <param name="Learner">The learner's name in the catalogue.</param>
/// <param name="Task">What it predicts.</param>
/// <param name="Target">The column that it predicts.</param>
/// <param name="Signature">The model's signature as a JSON object: features with name and type, target, classes.</param>
public sealed record ModelSummary(string Learner, TaskKind Task, string Target, string Signature);
