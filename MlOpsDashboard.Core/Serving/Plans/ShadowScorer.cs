using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Answers by a candidate what the stable version has answered, and compares.</summary>
internal sealed class ShadowScorer(InstanceScorer scorer, TimeProvider clock)
{
    // Numbers this near to each other are the same answer.
    private const double Near = 1e-6;

    /// <summary>The candidate's answer, for the log; null when it has none.</summary>
    /// <param name="arm">The candidate.</param>
    /// <param name="stable">What the stable version answered.</param>
    public LoggedPrediction? Answer(CandidateArm arm, LoggedPrediction stable)
    {
        if (ShadowIds.Of(stable.RequestId) is not { } id)
        {
            arm.Tally.Dropped();
            return null;
        }

        ServedModel model = arm.Model;
        RowScratch scratch = model.Rent();
        try
        {
            long started = clock.GetTimestamp();
            var reader = new Utf8JsonReader(stable.Features, EnvelopeReader.JsonOptions);
            int unseen = model.Reader.Read(ref reader, scratch.Values, "features");
            model.Model.Predict(scratch.Row, scratch.Outputs);
            double latency = clock.GetElapsedTime(started).TotalMilliseconds;
            LoggedPrediction made = scorer.Log(model, scratch, id, InstanceScorer.Shadow, stable.RoutingKey, latency, stable.Features, unseen);
            arm.Tally.Compared(IsAlike(made, stable, model.Signature.Task));
            return made;
        }
        catch (Exception exception)
        {
            arm.Tally.CandidateFailed(exception);
            return null;
        }
        finally
        {
            model.Return(scratch);
        }
    }

    private static bool IsAlike(LoggedPrediction candidate, LoggedPrediction stable, TaskKind task)
    {
        if (task != TaskKind.Regression)
        {
            return candidate.Prediction == stable.Prediction;
        }

        (double one, double other) = (candidate.Offset + candidate.Outputs[0], stable.Offset + stable.Outputs[0]);
        return Math.Abs(one - other) <= Near * Math.Max(1, Math.Abs(other));
    }
}
