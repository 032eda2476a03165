using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.GroundTruth;

public sealed class PredictionListingTests
{
    [Fact]
    public async Task The_uncertain_come_first_each_once_whatever_happens_between_two_pages()
    {
        await using CoreHost core = await LabelHost.StartAsync();
        await UncertainFirstAsync(core);
    }

    [PostgresFact]
    public async Task The_uncertain_come_first_on_postgres_too()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await using CoreHost core = await LabelHost.StartAsync(null, database.Settings);
        await UncertainFirstAsync(core);
    }

    [Fact]
    public async Task The_newest_come_page_by_page_with_or_without_their_truth()
    {
        await using CoreHost core = await LabelHost.StartAsync();
        var ids = new List<string>();
        for (int i = 0; i < 7; i++)
        {
            ids.Insert(0, (await LabelHost.AskAsync(core, i - 3)).Id);
        }

        await LabelHost.TellAsync(core, ids[1], "yes");
        await LabelHost.TellAsync(core, ids[4], "<no>");

        Assert.Equal(ids, (await AllAsync(core, new PredictionQuery { Model = "shop", Limit = 2 })).Select(item => item.RequestId));
        Assert.Equal(
            ids.Where((_, i) => i is not (1 or 4)),
            (await AllAsync(core, new PredictionQuery { Model = "shop", Limit = 2, Labelled = false })).Select(item => item.RequestId));
        List<LoggedAnswer> labelled = await AllAsync(core, new PredictionQuery { Model = "shop", Limit = 1, Labelled = true });
        Assert.Equal([(ids[1], "yes"), (ids[4], "<no>")], labelled.Select(item => (item.RequestId, item.Actual)));
        Assert.All(labelled, item => Assert.NotNull(item.LabelledAt));
    }

    [Fact]
    public async Task Features_are_named_whichever_way_they_were_sent_and_a_version_that_is_gone_hides_nothing()
    {
        await using CoreHost core = await LabelHost.StartAsync();
        await ServingHost.StageAsync(core, "shop", 2);
        await LabelHost.AskAsync(core, """[2.5,"blue"]""", "\"model_id\":\"shop:2\"");
        await LabelHost.AskAsync(core, """{"colour":"green","bought":"yes","x":1}""");

        List<LoggedAnswer> items = await AllAsync(core, new PredictionQuery { Model = "shop" });
        Assert.Equal([("x", "1"), ("colour", "green")], items[0].Features.Select(pair => (pair.Key, pair.Value.ToString())));
        Assert.Equal([("x", "2.5"), ("colour", "blue")], items[1].Features.Select(pair => (pair.Key, pair.Value.ToString())));
        Assert.Equal(["<no>", "yes"], items[1].Probabilities!.Select(pair => pair.Key));
        Assert.Equal(items[1].Probabilities!.Max(pair => pair.Value), items[1].Confidence!.Value, 6);

        await core.Get<RegistryService>().DeleteAsync("shop:2", null, "ada", default);

        LoggedAnswer gone = (await AllAsync(core, new PredictionQuery { Model = "shop" }))[1];
        Assert.Null(gone.Probabilities);
        Assert.Equal(["2.5", "blue"], gone.Features.Select(pair => pair.Value.ToString()));
    }

    [Fact]
    public async Task Questions_that_make_no_sense_are_refused_by_name()
    {
        await using CoreHost core = await LabelHost.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            await LabelHost.AskAsync(core, i);
        }

        string cursor = (await ListAsync(core, new PredictionQuery { Model = "shop", Limit = 1 })).NextCursor!;

        await RefusedAsync(core, new PredictionQuery { Model = "" }, "model");
        await RefusedAsync(core, new PredictionQuery { Model = "shop", Order = PredictionOrder.Uncertain, Cursor = cursor }, "cursor");
        await RefusedAsync(core, new PredictionQuery { Model = "shop", Cursor = "bzE" }, "cursor");
        await RefusedAsync(core, new PredictionQuery { Model = "shop", Cursor = "%%" }, "cursor");
        await Assert.ThrowsAsync<NotFoundException>(() => ListAsync(core, new PredictionQuery { Model = "nobody" }));
    }

    [Fact]
    public async Task What_waits_is_counted_and_the_most_uncertain_is_next()
    {
        await using CoreHost core = await LabelHost.StartAsync();
        (string Id, double Margin)[] asked = [await LabelHost.AskAsync(core, -9), await LabelHost.AskAsync(core, -1), await LabelHost.AskAsync(core, 8)];
        string uncertain = asked.MinBy(one => one.Margin).Id;

        LabelList first = await core.Get<PredictionListing>().ToLabelAsync("shop", 2, default);
        await LabelHost.TellAsync(core, uncertain, "yes");
        LabelList second = await core.Get<PredictionListing>().ToLabelAsync("shop", 5, default);

        Assert.Equal((2, 3, 0), (first.Items.Count, first.Window, first.Labelled));
        Assert.Equal(uncertain, first.Items[0].RequestId);
        Assert.Equal((2, 3, 1), (second.Items.Count, second.Window, second.Labelled));
        Assert.DoesNotContain(second.Items, item => item.RequestId == uncertain);
    }

    private static async Task UncertainFirstAsync(CoreHost core)
    {
        var asked = new List<(string Id, double Margin)>();
        for (int i = 0; i < 12; i++)
        {
            asked.Add(await LabelHost.AskAsync(core, ((i * 7) % 12) - 6, i % 2 == 0 ? "red" : "blue"));
        }

        await LabelHost.TellAsync(core, asked[0].Id, "yes");
        var query = new PredictionQuery { Model = "shop", Order = PredictionOrder.Uncertain, Labelled = false, Limit = 4 };
        Page<LoggedAnswer> first = await ListAsync(core, query);
        await LabelHost.AskAsync(core, -1);
        await LabelHost.TellAsync(core, first.Items[0].RequestId, "yes");
        List<LoggedAnswer> rest = await AllAsync(core, query with { Cursor = first.NextCursor });

        Assert.Equal(
            asked.Skip(1).OrderBy(one => one.Margin).ThenByDescending(one => asked.IndexOf(one)).Select(one => one.Id),
            first.Items.Concat(rest).Select(item => item.RequestId));
        Assert.All(first.Items, item => Assert.Equal(asked.Single(one => one.Id == item.RequestId).Margin, item.Margin!.Value, 6));
    }

    private static async Task RefusedAsync(CoreHost core, PredictionQuery query, string field) =>
        Assert.Contains(field, (await Assert.ThrowsAsync<InvalidException>(() => ListAsync(core, query))).Errors.Keys);

    private static Task<Page<LoggedAnswer>> ListAsync(CoreHost core, PredictionQuery query) => core.Get<PredictionListing>().ListAsync(query, default);

    private static async Task<List<LoggedAnswer>> AllAsync(CoreHost core, PredictionQuery query)
    {
        var items = new List<LoggedAnswer>();
        for (string? cursor = query.Cursor; ;)
        {
            Page<LoggedAnswer> page = await ListAsync(core, query with { Cursor = cursor });
            items.AddRange(page.Items);
            Assert.InRange(page.Items.Count, 0, query.Limit);
            if ((cursor = page.NextCursor) is null)
            {
                return items;
            }
        }
    }
}
