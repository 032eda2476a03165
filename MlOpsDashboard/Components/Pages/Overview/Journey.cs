using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>The way from a file to predictions: what is done, and what comes next.</summary>
public static class Journey
{
    /// <summary>The sentence that answers the first question of the day.</summary>
    /// <param name="state">What there is.</param>
    public static string Headline(OverviewState state) => state switch
    {
        { Serving: [var only] } => $"{only} is in production",
        { Serving.Count: > 1 } => $"{state.Serving.Count} models are in production",
        { Versions: > 0 } => "A model waits for its promotion",
        { ActiveJobs: > 0 } => "A model is being trained",
        { Datasets: > 0 } => "The data are here, a model is not yet",
        _ => "From a CSV file to predictions in four steps",
    };

    /// <summary>What to do about it.</summary>
    /// <param name="state">What there is.</param>
    public static string Advice(OverviewState state) => state switch
    {
        { Serving.Count: > 0 } => "It answers requests on the Predict page and by REST.",
        { Versions: > 0 } => $"Look at {state.NewestModel} in the registry. Once it is in production it answers requests.",
        { ActiveJobs: > 0 } => "Watch it on the Training page: a first model is there within seconds, and the best so far is always kept.",
        { Datasets: > 0 } => $"Choose what to predict in {state.NewestDataset} and let the learners compete.",
        _ => "Begin with data of your own, or with the built-in sample if you only want to look around.",
    };

    /// <summary>The four stations, exactly one of them next.</summary>
    /// <param name="state">What there is.</param>
    public static IReadOnlyList<Station> Stations(OverviewState state)
    {
        bool[] done = [state.Datasets > 0, state.Versions > 0 || state.Runs > 0, state.Serving.Count > 0, false];
        int next = Array.IndexOf(done, false);
        StationProgress At(int index) => index < next ? StationProgress.Done : index == next ? StationProgress.Next : StationProgress.Ahead;
        return
        [
            new("Data", "table_view", state.Datasets, state.Datasets == 1 ? "data set" : "data sets", DataText(state), "Upload data", "data/upload", At(0)),
            new("Training", "model_training", state.Runs, state.Runs == 1 ? "run" : "runs", TrainingText(state), "Train a model", "training", At(1)),
            new("Registry", "deployed_code", state.Versions, state.Versions == 1 ? "version" : "versions", RegistryText(state), "Promote a version", "registry", At(2)),
            new("Predict", "bolt", state.Serving.Count, "in production", PredictText(state), "Predict", "predict", At(3)),
        ];
    }

    private static string DataText(OverviewState state) => state.NewestDataset is { } newest
        ? $"{newest} with {Display.Count(state.NewestRows)} rows came last."
        : "Upload a CSV file. It is checked, described and kept for good.";

    private static string TrainingText(OverviewState state) => state switch
    {
        { ActiveJobs: 1 } => "A job is running now.",
        { ActiveJobs: > 1 } => $"{state.ActiveJobs} jobs wait or run now.",
        { Runs: > 0 } => "No job is running.",
        _ => "Choose a target; linear models, trees and networks compete on it.",
    };

    private static string RegistryText(OverviewState state) => state switch
    {
        { NewestModel: { } newest } => $"{newest} came last.",
        _ => "The best of a job is registered. Promote it to put it to work.",
    };

    private static string PredictText(OverviewState state) => state.Serving.Count > 0
        ? string.Join(", ", state.Serving.Take(3)) + (state.Serving.Count > 3 ? " and more." : ".")
        : "Ask the model in a form, or by REST.";
}
