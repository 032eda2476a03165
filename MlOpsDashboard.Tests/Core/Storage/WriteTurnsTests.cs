using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

public sealed class WriteTurnsTests
{
    [Theory]
    [InlineData("save")]
    [InlineData("update")]
    [InlineData("delete")]
    [InlineData("transaction")]
    public async Task Second_writer_waits_without_its_thread_until_the_first_has_committed(string way)
    {
        await using CoreHost core = await CoreHost.StartAsync();
        await using MlOpsDbContext first = await core.Contexts.CreateDbContextAsync();
        await using var transaction = await first.Database.BeginTransactionAsync();
        first.Add(Named("first"));
        await first.SaveChangesAsync();

        // Without turns this line itself would hold the thread, and throw when SQLite's patience ends.
        Task second = WriteAsync(core, way);
        Assert.False(second.IsCompleted);

        await transaction.CommitAsync();
        await second;
        Assert.Contains("first", await NamesAsync(core));
    }

    [Fact]
    public async Task Writers_come_in_the_order_in_which_they_asked()
    {
        await using CoreHost core = await CoreHost.StartAsync();
        await using MlOpsDbContext first = await core.Contexts.CreateDbContextAsync();
        await using var transaction = await first.Database.BeginTransactionAsync();
        var order = new List<int>();
        Task[] waiting = [.. Enumerable.Range(0, 5).Select(number => NoteAsync(number))];

        await transaction.CommitAsync();
        await Task.WhenAll(waiting);
        Assert.Equal([0, 1, 2, 3, 4], order);

        async Task NoteAsync(int number)
        {
            await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
            await using var turn = await context.Database.BeginTransactionAsync();
            order.Add(number);
            await turn.CommitAsync();
        }
    }

    [Fact]
    public async Task Turn_ends_with_a_transaction_that_is_given_up_or_rolled_back()
    {
        await using CoreHost core = await CoreHost.StartAsync();
        await using (MlOpsDbContext givenUp = await core.Contexts.CreateDbContextAsync())
        {
            _ = await givenUp.Database.BeginTransactionAsync();
        }

        await using (MlOpsDbContext rolledBack = await core.Contexts.CreateDbContextAsync())
        {
            await using var transaction = await rolledBack.Database.BeginTransactionAsync();
            await transaction.RollbackAsync();
            await WriteAsync(core, "save");
        }

        Assert.Equal(["second"], await NamesAsync(core));
    }

    [Fact]
    public async Task Turn_ends_with_a_write_that_fails()
    {
        await using CoreHost core = await CoreHost.StartAsync();
        await WriteAsync(core, "save");
        await using MlOpsDbContext twice = await core.Contexts.CreateDbContextAsync();
        twice.Add(Named("second"));
        await Assert.ThrowsAsync<DbUpdateException>(() => twice.SaveChangesAsync());
        await using MlOpsDbContext nothing = await core.Contexts.CreateDbContextAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => nothing.Set<Experiment>()
            .ExecuteUpdateAsync(set => set.SetProperty(experiment => experiment.Name, (string)null!)));

        await WriteAsync(core, "update");
        Assert.Equal(["updated"], await NamesAsync(core));
    }

    [Fact]
    public async Task Turns_are_all_given_back_when_many_write_the_same_at_once()
    {
        await using CoreHost core = await CoreHost.StartAsync();
        Task<bool>[] writers = [.. Enumerable.Range(0, 200).Select(_ => Task.Run(TryAsync))];

        Assert.Single(await Task.WhenAll(writers), true);
        await WriteAsync(core, "update");
        Assert.Equal(["updated"], await NamesAsync(core));

        async Task<bool> TryAsync()
        {
            try
            {
                await WriteAsync(core, "save");
                return true;
            }
            catch (DbUpdateException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Writer_that_stops_waiting_leaves_its_place()
    {
        await using CoreHost core = await CoreHost.StartAsync();
        await using MlOpsDbContext first = await core.Contexts.CreateDbContextAsync();
        await using var transaction = await first.Database.BeginTransactionAsync();
        using var stop = new CancellationTokenSource();
        await using MlOpsDbContext impatient = await core.Contexts.CreateDbContextAsync();
        impatient.Add(Named("impatient"));
        Task<int> waiting = impatient.SaveChangesAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await transaction.CommitAsync();
        await WriteAsync(core, "save");
        Assert.Equal(["second"], await NamesAsync(core));
    }

    private static Experiment Named(string name) => new()
    {
        ExperimentId = name.PadLeft(32, '0'),
        Name = name,
        CreatedAt = DateTimeOffset.UnixEpoch,
        CreatedBy = "test",
    };

    private static async Task WriteAsync(CoreHost core, string way)
    {
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        DbSet<Experiment> experiments = context.Set<Experiment>();
        switch (way)
        {
            case "save":
                context.Add(Named("second"));
                await context.SaveChangesAsync();
                break;
            case "update":
                await experiments.Where(experiment => experiment.Name == "second")
                    .ExecuteUpdateAsync(set => set.SetProperty(experiment => experiment.Name, "updated"));
                break;
            case "delete":
                await experiments.Where(experiment => experiment.Name == "second").ExecuteDeleteAsync();
                break;
            default:
                await using (var transaction = await context.Database.BeginTransactionAsync())
                {
                    await transaction.CommitAsync();
                }

                break;
        }
    }

    private static async Task<List<string>> NamesAsync(CoreHost core)
    {
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        return await context.Set<Experiment>().Select(experiment => experiment.Name).ToListAsync();
    }
}
