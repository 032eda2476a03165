using System.Text.Json;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Puts together what is known of a candidate, from what is measured elsewhere, and what can be tried now.</summary>
internal sealed class ChecklistMaker(RegistryService registry, DriftStore drift, IEnumerable<IStageGate> gates, AnswerTimer timer, TimeProvider clock)
{
    private const double Slower = 2;
    private readonly IStageGate[] _gates = [.. gates];

    /// <summary>Looks at everything anew.</summary>
    /// <param name="candidate">The version that is asked for.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ApprovalChecklist> MakeAsync(ModelVersion candidate, CancellationToken cancellationToken)
    {
        ModelVersion? live = (await registry.GetModelAsync(candidate.Name, cancellationToken)).Production;
        ModelVersion? production = live?.Version == candidate.Version ? null : live;
        (ApprovalCheck quality, IReadOnlyList<ComparedFigure> figures) = FigureComparison.Of(candidate, production);
        return new ApprovalChecklist
        {
            MadeAt = clock.GetUtcNow(),
            ProductionVersion = production?.Version,
            Figures = figures,
            Checks =
            [
                quality,
                await AnswersAsync(candidate, cancellationToken),
                Signature(candidate, production),
                await DriftAsync(candidate.Name, cancellationToken),
                await LatencyAsync(candidate, production, cancellationToken),
                Size(candidate, production),
            ],
        };
    }

    private async Task<ApprovalCheck> AnswersAsync(ModelVersion candidate, CancellationToken cancellationToken)
    {
        try
        {
            foreach (IStageGate gate in _gates)
            {
                await gate.CheckAsync(candidate, cancellationToken);
            }

            return new("answers", CheckOutcome.Passed, "It was loaded from its file and has answered a row.");
        }
        catch (ConflictException exception)
        {
            return new("answers", CheckOutcome.Failed, exception.Message);
        }
    }

    private static ApprovalCheck Signature(ModelVersion candidate, ModelVersion? production)
    {
        if (production is null)
        {
            return new("signature", CheckOutcome.Passed, "Nothing is in production whose callers it could refuse.");
        }

        IReadOnlyList<Fault> differences = SignatureGate.Differences(SignatureOf(production), SignatureOf(candidate));
        return differences.Count == 0
            ? new("signature", CheckOutcome.Passed, $"It takes what version {production.Version} takes, field by field.")
            : new("signature", CheckOutcome.Failed, string.Join(" ", differences.Select(fault => fault.Sentence)));
    }

    private async Task<ApprovalCheck> DriftAsync(string name, CancellationToken cancellationToken)
    {
        DriftReport? latest = (await drift.ReadAsync(name, cancellationToken)).Latest;
        return latest is null
            ? new("drift", CheckOutcome.Unknown, "The model was never checked for drift.")
            : new(
                "drift",
                latest.Verdict switch { DriftVerdict.None => CheckOutcome.Passed, DriftVerdict.Drift => CheckOutcome.Warning, _ => CheckOutcome.Unknown },
                FormattableString.Invariant($"Version {latest.ModelVersion}, checked {latest.CheckedAt:yyyy-MM-dd HH:mm} UTC: {latest.Message}"));
    }

    private async Task<ApprovalCheck> LatencyAsync(ModelVersion candidate, ModelVersion? production, CancellationToken cancellationToken)
    {
        try
        {
            double own = await timer.MeasureAsync(candidate, cancellationToken);
            double? its = production is null ? null : await timer.MeasureAsync(production, cancellationToken);
            string beside = its is { } known ? FormattableString.Invariant($"; version {production!.Version} takes {known:0.####} ms") : "";
            return new(
                "latency",
                own > Slower * its ? CheckOutcome.Warning : CheckOutcome.Passed,
                FormattableString.Invariant($"A row takes {own:0.####} ms, measured here{beside}."));
        }
        catch (Exception exception) when (exception is ConflictException or InvalidDataException)
        {
            return new("latency", CheckOutcome.Unknown, exception.Message);
        }
    }

    private static ApprovalCheck Size(ModelVersion candidate, ModelVersion? production)
    {
        string beside = production is null ? "" : FormattableString.Invariant($"; version {production.Version} has {production.Bytes:N0}");
        return new("size", CheckOutcome.Passed, FormattableString.Invariant($"The file has {candidate.Bytes:N0} bytes{beside}."));
    }

    private static ModelSignature SignatureOf(ModelVersion version) => JsonSerializer.Deserialize<ModelSignature>(version.Signature, ModelJson.Options)!;
}
