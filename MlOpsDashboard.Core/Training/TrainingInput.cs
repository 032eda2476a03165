using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Training;

/// <summary>What a job learns from.</summary>
/// <param name="Version">The data.</param>
/// <param name="Table">Its rows.</param>
/// <param name="Target">What is predicted, its positive class as the second.</param>
/// <param name="Classes">The classes as the data spells them, in the order of their values.</param>
internal sealed record TrainingInput(DatasetVersion Version, DataTable Table, TargetColumn Target, IReadOnlyList<string> Classes);
