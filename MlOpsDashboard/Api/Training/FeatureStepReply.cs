using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Training;

/// <summary>A kind of step of feature engineering; columns is how many it needs, null for one or more.</summary>
internal sealed record FeatureStepReply(
    string Kind, string DisplayName, string Description, IReadOnlyList<ColumnType> ColumnTypes, int? Columns, IReadOnlyList<ParameterReply> Parameters)
{
    public static FeatureStepReply Of(FeatureStepKind kind) => new(
        kind.Name, kind.Title, kind.Description, kind.Types, kind.Columns, [.. kind.Parameters.Parameters.Select(ParameterReply.Of)]);
}
