using MlOpsDashboard.Core.Serving.Explaining;

namespace MlOpsDashboard.Core.Serving.Scoring;

/// <summary>The outer members of a predict request. What is to be predicted stays as bytes until the model is known.</summary>
internal readonly record struct PredictEnvelope
{
    /// <summary>The model whose production version is asked, or null.</summary>
    public string? ModelName { get; init; }

    /// <summary><c>name:version</c> or <c>name:stage</c>, or null.</summary>
    public string? ModelId { get; init; }

    /// <summary>The caller's own identifier of this prediction, or null.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whose traffic this is, so that a caller keeps its variant, or null.</summary>
    public string? RoutingKey { get; init; }

    /// <summary>Whether the answer is to be explained.</summary>
    public ExplainMode Explain { get; init; }

    /// <summary>Whether this only tries something out, so that neither the log nor any count takes notice.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Whether a person asks on the page: such a request is stored but is no traffic.</summary>
    public bool IsFromPage { get; init; }

    /// <summary>Where the value of <c>features</c> or <c>instances</c> begins in the body, or -1.</summary>
    public int PayloadStart { get; init; }

    /// <summary>The length of that value in bytes.</summary>
    public int PayloadLength { get; init; }

    /// <summary>The value's bytes.</summary>
    /// <param name="body">The body that the envelope was read from.</param>
    public ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> body) => body.Slice(PayloadStart, PayloadLength);
}
