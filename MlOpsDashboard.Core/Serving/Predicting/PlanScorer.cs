using System.Buffers;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>
/// Answers a request by a plan: the version in production, or a candidate beside it. What a candidate cannot answer the stable version
/// does, so that a roll-out or a test fails nobody.
/// </summary>
internal sealed class PlanScorer(InstanceScorer scorer, ShadowQueue shadows)
{
    /// <summary>Answers one instance.</summary>
    /// <param name="plan">Who answers.</param>
    /// <param name="envelope">The request.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="requestId">The answer's identifier.</param>
    /// <param name="started">The timestamp of the request's arrival.</param>
    /// <param name="output">Takes the answer.</param>
    public LoggedPrediction Answer(
        ServingPlan plan, in PredictEnvelope envelope, ReadOnlySpan<byte> body, string requestId, long started, IBufferWriter<byte> output) =>
        plan.Candidate is { } first && !envelope.WhatIf && !envelope.IsFromPage
            ? AnswerBeside(plan, first, envelope, body, requestId, started, output)
            : scorer.AnswerOne(plan.Production, envelope, body, requestId, InstanceScorer.Production, started, output);

    private LoggedPrediction AnswerBeside(
        ServingPlan plan, CandidateArm first, in PredictEnvelope envelope, ReadOnlySpan<byte> body, string requestId, long started, IBufferWriter<byte> output)
    {
        double place = first.PlaceOf(envelope.RoutingKey ?? requestId);
        if (ArmOf(plan, place) is not { } arm)
        {
            LoggedPrediction made = AnswerStable(plan, first, first.StableRoute(place), envelope, body, requestId, started, output);
            if (first.IsShadow)
            {
                shadows.Offer(first, made);
            }

            return made;
        }

        if (TryCandidate(arm, envelope, body, requestId, started, output, out Exception? failure) is { } answered)
        {
            return answered;
        }

        // Not as the stable version's own: it must not be counted among those that were given to it.
        LoggedPrediction instead = AnswerStable(plan, first, InstanceScorer.Production, envelope, body, requestId, started, output);

        // Only now: a request that neither can answer is the caller's mistake.
        arm.Tally.CandidateFailed(failure!);
        return instead;
    }

    private static CandidateArm? ArmOf(ServingPlan plan, double place)
    {
        for (int i = 0; i < plan.Arms.Count; i++)
        {
            if (plan.Arms[i].Takes(place))
            {
                return plan.Arms[i];
            }
        }

        return null;
    }

    // Into a buffer of its own, since it may fail half-way.
    private LoggedPrediction? TryCandidate(
        CandidateArm arm, in PredictEnvelope envelope, ReadOnlySpan<byte> body, string requestId, long started, IBufferWriter<byte> output, out Exception? failure)
    {
        failure = null;
        try
        {
            var answer = new ArrayBufferWriter<byte>(512);
            LoggedPrediction made = scorer.AnswerOne(arm.Model, envelope, body, requestId, arm.Route, started, answer);
            output.Write(answer.WrittenSpan);
            return made;
        }
        catch (Exception exception)
        {
            // Counted by the caller.
            failure = exception;
            return null;
        }
    }

    private LoggedPrediction AnswerStable(
        ServingPlan plan,
        CandidateArm first,
        string route,
        in PredictEnvelope envelope,
        ReadOnlySpan<byte> body,
        string requestId,
        long started,
        IBufferWriter<byte> output)
    {
        try
        {
            return scorer.AnswerOne(plan.Production, envelope, body, requestId, route, started, output);
        }
        catch (Exception exception) when (exception is not InvalidException)
        {
            first.Tally.StableFailed();
            throw;
        }
    }
}
