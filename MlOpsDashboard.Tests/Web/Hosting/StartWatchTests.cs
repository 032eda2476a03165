using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Hosting;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Hosting;

public sealed class StartWatchTests
{
    [Fact]
    public async Task A_long_start_tells_what_it_waits_for_and_at_its_end_what_took_how_long()
    {
        using var log = new RecordedLog();
        await StartAsync(log, TimeSpan.FromSeconds(7));

        Assert.Contains(log.From(LogLevel.Information), line => line.Contains("it waits for SlowPart since 3.0 s", StringComparison.Ordinal));
        Assert.Contains(log.From(LogLevel.Information), line => line.Contains("it waits for SlowPart since 6.0 s", StringComparison.Ordinal));
        Assert.Contains(log.From(LogLevel.Information), line => line.Contains("The start took 7.0 s, of which: SlowPart 7.0 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_usual_start_is_not_worth_a_line()
    {
        using var log = new RecordedLog();
        await StartAsync(log, TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(log.From(LogLevel.Information), line => line.Contains("StartWatch", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_part_of_the_program_has_its_mark()
    {
        using var app = new AppFactory();
        IHostedService[] parts = [.. app.Services.GetServices<IHostedService>()];

        // The mark of the web server is followed by it, and it is no hosted service of a test server's own.
        Assert.All(Enumerable.Range(0, parts.Length / 2), pair => Assert.IsType<StartMark>(parts[2 * pair]));
        Assert.All(Enumerable.Range(0, parts.Length / 2), pair => Assert.IsNotType<StartMark>(parts[(2 * pair) + 1]));
    }

    private static async Task StartAsync(RecordedLog log, TimeSpan takes)
    {
        var clock = new FakeTimeProvider();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddHostedService<QuickPart>();
        builder.Services.AddHostedService(_ => new SlowPart(clock, takes));
        builder.Services.AddStartWatch();
        using IHost host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }

    private sealed class QuickPart : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class SlowPart(FakeTimeProvider clock, TimeSpan takes) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            for (TimeSpan passed = TimeSpan.Zero; passed < takes; passed += TimeSpan.FromSeconds(1))
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
