using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Api.Predict;
using MlOpsDashboard.Api.Training;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Live;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Live;

public sealed class LiveForwarderTests
{
    [Fact]
    public async Task Jobs_go_to_all_and_trials_and_lines_to_those_who_watch()
    {
        var feed = new TrainingFeed(new FakeTimeProvider());
        var hub = new RecordingHub();
        using var forwarder = new LiveForwarder(feed, hub, new BackgroundLoops(TimeProvider.System, NullLogger<BackgroundLoops>.Instance), TimeProvider.System);
        await forwarder.StartAsync(default);

        // Published again until it is heard: the forwarder subscribes on a thread of its own.
        var line = new TrainingLogLine { JobId = "j1", Seq = 1, At = default, Level = "info", Message = "begins" };
        await Wait.UntilAsync(() =>
        {
            feed.Publish(new TrainingEvent("j1", Line: line));
            return !hub.Calls.IsEmpty;
        });
        feed.Publish(new TrainingEvent("j1", Job: Job));
        feed.Publish(new TrainingEvent("j1", Trial: new TrainingTrial { JobId = "j1", Number = 1, Learner = "linear", Hyperparameters = "{}", Outcome = "finished", Seconds = 1 }));
        await Wait.UntilAsync(() => hub.Calls.Any(call => call.EndsWith("trial 1", StringComparison.Ordinal)));
        await forwarder.StopAsync(default);

        Assert.Equal(["training/j1: line 1", "all: job j1", "training/j1: trial 1"], hub.Calls.Distinct());
    }

    private static TrainingJob Job { get; } = new()
    {
        JobId = "j1",
        Request = new TrainingRequest(),
        ModelName = "shop",
        ExperimentName = "shop",
        CreatedAt = default,
        CreatedBy = "ada",
    };

    private sealed class RecordingHub : IHubContext<LiveHub, ILiveClient>, IHubClients<ILiveClient>
    {
        public ConcurrentQueue<string> Calls { get; } = new();

        public IHubClients<ILiveClient> Clients => this;

        public IGroupManager Groups => throw new NotSupportedException();

        public ILiveClient All => new RecordingClient("all", Calls);

        public ILiveClient Group(string groupName) => new RecordingClient(groupName, Calls);

        public ILiveClient AllExcept(IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        public ILiveClient Client(string connectionId) => throw new NotSupportedException();

        ILiveClient IHubClients<ILiveClient>.Clients(IReadOnlyList<string> connectionIds) => throw new NotSupportedException();

        public ILiveClient GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        ILiveClient IHubClients<ILiveClient>.Groups(IReadOnlyList<string> groupNames) => throw new NotSupportedException();

        public ILiveClient User(string userId) => throw new NotSupportedException();

        public ILiveClient Users(IReadOnlyList<string> userIds) => throw new NotSupportedException();
    }

    private sealed class RecordingClient(string receiver, ConcurrentQueue<string> calls) : ILiveClient
    {
        public Task TrainingJob(JobReply job) => Add($"job {job.JobId}");

        public Task TrainingTrial(string jobId, TrialReply trial) => Add($"trial {trial.Number}");

        public Task TrainingLog(string jobId, LogLineReply line) => Add($"line {line.Seq}");

        public Task BatchJob(BatchJobReply job) => Add($"batch {job.JobId}");

        public Task MetricsHistory(IReadOnlyList<MetricsFrame> frames) => Add($"{frames.Count} frames");

        public Task MetricsFrame(MetricsFrame frame) => Add("frame");

        private Task Add(string call)
        {
            calls.Enqueue($"{receiver}: {call}");
            return Task.CompletedTask;
        }
    }
}
