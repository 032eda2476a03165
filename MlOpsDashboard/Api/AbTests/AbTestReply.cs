using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Api.AbTests;

/// <summary>An A/B test.</summary>
internal sealed record AbTestReply
{
    /// <inheritdoc cref="AbTest.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="AbTest.ModelName"/>
    public required string ModelName { get; init; }

    /// <inheritdoc cref="AbTest.State"/>
    public required AbTestState State { get; init; }

    /// <summary>The metric's word.</summary>
    public required string Metric { get; init; }

    /// <summary>The arms, the champion first.</summary>
    public required IReadOnlyList<AbArmReply> Arms { get; init; }

    /// <summary>The challenger against the champion; of several the first.</summary>
    public required AbDifferenceReply Difference { get; init; }

    /// <summary>All challengers against the champion.</summary>
    public required IReadOnlyList<AbDifferenceReply> Differences { get; init; }

    /// <inheritdoc cref="AbTestReport.SampleRatio"/>
    public required AbSampleRatio SampleRatio { get; init; }

    /// <inheritdoc cref="AbTestReport.Guardrails"/>
    public required IReadOnlyList<AbGuardrailReply> Guardrails { get; init; }

    /// <summary>The version that won: <c>name:version</c>; null while nobody has, or when nobody did.</summary>
    public required string? Winner { get; init; }

    /// <summary><c>collecting</c>, <c>blocked</c>, <c>undecided</c>, <c>challenger_wins</c>, <c>champion_wins</c>, <c>futile</c> or <c>out_of_time</c>; null before the first look.</summary>
    public required AbVerdictKind? Verdict { get; init; }

    /// <summary>Why it is so, in words.</summary>
    public required string? Reason { get; init; }

    /// <summary>How long it will take.</summary>
    public required AbForecastReply? Forecast { get; init; }

    /// <inheritdoc cref="AbTestReport.CohortAgeSeconds"/>
    public required double CohortAgeSeconds { get; init; }

    /// <summary>How it is judged, as it was asked for.</summary>
    public required AbTestForm Settings { get; init; }

    /// <inheritdoc cref="AbTest.StartedAt"/>
    public required DateTimeOffset StartedAt { get; init; }

    /// <inheritdoc cref="AbTest.StartedBy"/>
    public required string StartedBy { get; init; }

    /// <inheritdoc cref="AbTest.EndedAt"/>
    public DateTimeOffset? EndedAt { get; init; }

    /// <inheritdoc cref="AbTest.Comment"/>
    public string? Comment { get; init; }

    /// <inheritdoc cref="AbTest.Events"/>
    public required IReadOnlyList<AbTestEvent> Events { get; init; }

    /// <summary>What is told of a test.</summary>
    /// <param name="test">The test.</param>
    public static AbTestReply Of(AbTest test)
    {
        IReadOnlyList<AbDifferenceReply> differences = AbDifferenceReply.Of(test);
        int? winner = test.IsOpen ? test.Report.Verdict?.Winner : test.Winner;
        return new AbTestReply
        {
            Id = test.Id,
            ModelName = test.ModelName,
            State = test.State,
            Metric = AbMetrics.Words.WordFor(test.Settings.Metric),
            Arms = AbArmReply.Of(test),
            Difference = differences[0],
            Differences = differences,
            SampleRatio = test.Report.SampleRatio,
            Guardrails = [.. test.Report.Guardrails.Select(one => new AbGuardrailReply(test.IdOf(one.Version), one.Name, one.Value, one.Limit, one.Passed))],
            Winner = winner is { } version ? test.IdOf(version) : null,
            Verdict = test.Report.Verdict?.Kind,
            Reason = test.Reason ?? test.Report.Verdict?.Text,
            Forecast = test.Report.Forecast is { } forecast ? AbForecastReply.Of(forecast) : null,
            CohortAgeSeconds = test.Report.CohortAgeSeconds,
            Settings = SettingsOf(test),
            StartedAt = test.StartedAt,
            StartedBy = test.StartedBy,
            EndedAt = test.EndedAt,
            Comment = test.Comment,
            Events = test.Events,
        };
    }

    private static AbTestForm SettingsOf(AbTest test) => new()
    {
        ModelName = test.ModelName,
        Champion = test.IdOf(test.ChampionVersion),
        Challengers = [.. test.ChallengerVersions.Select(test.IdOf)],
        Shares = test.Shares,
        Metric = AbMetrics.Words.WordFor(test.Settings.Metric),
        MinSamples = test.Settings.MinSamples,
        Confidence = test.Settings.Confidence,
        AutoPromote = test.Settings.AutoPromote,
        MinDetectableEffect = test.Settings.MinDetectableEffect,
        MaxDays = test.Settings.MaxDays,
        MaxSamples = test.Settings.MaxSamples,
        LabelHours = test.Settings.LabelHours,
        MinCoverage = test.Settings.MinCoverage,
        Traffic = test.Settings.Traffic,
        Covariate = test.Settings.Covariate,
        Guardrails = new AbGuardrailsForm { MaxErrorRateIncrease = test.Settings.MaxErrorRateIncrease, MaxLatencyRatio = test.Settings.MaxLatencyRatio },
        Comment = test.Comment,
    };
}
