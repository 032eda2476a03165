using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Deployments;

public sealed class SignatureGateTests
{
    private static readonly FeatureSignature s_age = new() { Name = "age", Type = ColumnType.Numeric, Nullable = false };
    private static readonly FeatureSignature s_job = new() { Name = "job", Type = ColumnType.Categorical, Nullable = true, Categories = ["cook"] };
    private static readonly ModelSignature s_champion = Signature([s_age, s_job], "id");

    [Fact]
    public void A_challenger_that_takes_the_same_requests_passes()
    {
        Assert.Null(SignatureGate.Fault(s_champion, s_champion));
        Assert.Null(SignatureGate.Fault(s_champion, Signature([s_age with { Nullable = true }], "id", "job")));
        Assert.Null(SignatureGate.Fault(s_champion, Signature([s_age, s_job, s_age with { Name = "id", Nullable = true }])));
    }

    [Fact]
    public void One_that_would_refuse_some_of_them_does_not()
    {
        Assert.Contains("does not know job, id", SignatureGate.Fault(s_champion, Signature([s_age])), StringComparison.Ordinal);
        Assert.Contains("must have job", SignatureGate.Fault(s_champion, Signature([s_age, s_job with { Nullable = false }], "id")), StringComparison.Ordinal);
        Assert.Contains("must have id", SignatureGate.Fault(s_champion, Signature([s_age, s_job, s_age with { Name = "id" }])), StringComparison.Ordinal);
        Assert.Contains("age as another type", SignatureGate.Fault(s_champion, Signature([s_age with { Type = ColumnType.Boolean }, s_job], "id")), StringComparison.Ordinal);
    }

    private static ModelSignature Signature(FeatureSignature[] features, params string[] ignored) =>
        new(features, "y", TaskKind.Binary, ["no", "yes"], [.. ignored.Select(name => new IgnoredColumn(name, "It names each row."))]);
}
