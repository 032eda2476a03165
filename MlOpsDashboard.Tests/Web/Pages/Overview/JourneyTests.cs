using MlOpsDashboard.Components.Pages.Overview;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Overview;

public sealed class JourneyTests
{
    private const string Serving = "income:3";

    public static TheoryData<OverviewState, string, int> States => new()
    {
        { new(), "From a CSV file to predictions in four steps", 0 },
        { new() { Datasets = 1, NewestDataset = "adult:1" }, "The data are here, a model is not yet", 1 },
        { new() { Datasets = 1, NewestDataset = "adult:1", ActiveJobs = 1 }, "A model is being trained", 1 },
        { new() { Datasets = 1, NewestDataset = "adult:1", Runs = 4, Versions = 1, NewestModel = "income:1" }, "A model waits for its promotion", 2 },
        { new() { Datasets = 1, NewestDataset = "adult:1", Runs = 4, Versions = 3, NewestModel = "income:3", Serving = [Serving] }, "income:3 is in production", 3 },
        { new() { Datasets = 1, Runs = 4, Versions = 3, Serving = [Serving, "churn:1"] }, "2 models are in production", 3 },
        { new() { Versions = 1, Runs = 1, Serving = [Serving] }, "income:3 is in production", 0 },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Headline_says_where_things_stand_and_one_station_is_next(OverviewState state, string headline, int next)
    {
        Assert.Equal(headline, Journey.Headline(state));
        Assert.NotEmpty(Journey.Advice(state));
        IReadOnlyList<Station> stations = Journey.Stations(state);
        Assert.Equal(["Data", "Training", "Registry", "Predict"], stations.Select(station => station.Name));
        Assert.Equal(next, Assert.Single(Enumerable.Range(0, 4), index => stations[index].Progress == StationProgress.Next));
        Assert.All(stations.Take(next), station => Assert.Equal(StationProgress.Done, station.Progress));
        Assert.All(stations.Skip(next + 1), station => Assert.Equal(StationProgress.Ahead, station.Progress));
    }

    [Fact]
    public void Stations_tell_the_counts_in_words()
    {
        IReadOnlyList<Station> stations = Journey.Stations(new()
        {
            Datasets = 1,
            NewestDataset = "adult:1",
            NewestRows = 48842,
            Runs = 2,
            ActiveJobs = 1,
            Versions = 1,
            NewestModel = "income:1",
            Serving = [Serving],
        });

        Assert.Equal(["data set", "runs", "version", "in production"], stations.Select(station => station.Unit));
        Assert.Equal(
            ["adult:1 with 48,842 rows came last.", "A job is running now.", "income:1 came last.", "income:3."],
            stations.Select(station => station.Text));
    }
}
