using System.Buffers;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>
/// Answers a request by a plan: the version in production, or the candidate beside it. What the candidate cannot answer the stable version
/// does, so that a roll-out fails nobody.
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
        plan.Candidate is { } arm && !envelope.WhatIf && !envelope.IsFromPage
            ? AnswerBeside(plan, arm, envelope, body, requestId, started, output)
            : scorer.AnswerOne(plan.Production, envelope, body, requestId, InstanceScorer.Production, started, output);

    private LoggedPrediction AnswerBeside(
        ServingPlan plan, CandidateArm arm, in PredictEnvelope envelope, ReadOnlySpan<byte> body, string requestId, long started, IBufferWriter<byte> output)
    {
        Exception? failure = null;
        if (arm.Takes(envelope.RoutingKey ?? requestId)
            && TryCandidate(arm, envelope, body, requestId, started, output, out failure) is { } answered)
        {
            return answered;
        }

        LoggedPrediction made = AnswerStable(plan, arm, envelope, body, requestId, started, output);
        if (failure is not null)
        {
            // Only now: a request that neither can answer is the caller's mistake.
            arm.Tally.CandidateFailed(failure);
        }

        if (arm.IsShadow)
        {
            shadows.Offer(arm, made);
        }

        return made;
    }

    // Into a buffer of its own, since it may fail half-way.
    private LoggedPrediction? TryCandidate(
        CandidateArm arm, in PredictEnvelope envelope, ReadOnlySpan<byte> body, string requestId, long started, IBufferWriter<byte> output, out Exception? failure)
    {
        failure = null;
        try
        {
            var answer = new ArrayBufferWriter<byte>(512);
            LoggedPrediction made = scorer.AnswerOne(arm.Model, envelope, body, requestId, InstanceScorer.Canary, started, answer);
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
        ServingPlan plan, CandidateArm arm, in PredictEnvelope envelope, ReadOnlySpan<byte> body, string requestId, long started, IBufferWriter<byte> output)
    {
        try
        {
            return scorer.AnswerOne(plan.Production, envelope, body, requestId, InstanceScorer.Production, started, output);
        }
        catch (Exception exception) when (exception is not InvalidException)
        {
            arm.Tally.StableFailed();
            throw;
        }
    }
}
