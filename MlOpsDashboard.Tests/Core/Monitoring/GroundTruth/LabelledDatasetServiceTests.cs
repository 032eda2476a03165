using System.Text;
using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.GroundTruth;

public sealed class LabelledDatasetServiceTests
{
    [Fact]
    public async Task Labelled_predictions_become_a_table_with_the_true_values()
    {
        await using CoreHost core = await LabelHost.StartAsync();
        await StoresLabelledAsync(core);
    }

    [PostgresFact]
    public async Task Labelled_predictions_become_a_table_on_postgres_too()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await using CoreHost core = await LabelHost.StartAsync(null, database.Settings);
        await StoresLabelledAsync(core);
    }

    [Fact]
    public async Task The_training_data_comes_first_in_its_own_columns()
    {
        await using CoreHost core = await MonitoringHost.StartAsync(TimeProvider.System);
        const string Data = "id;when;x;colour;bought\n1;31/12/2025;1.5;red;yes\n2;01/02/2026 08:30;-2;\"blue\";<no>\n3;13/02/2026;;blue;<no>\n";
        DatasetVersion data = (await core.Get<DatasetService>().StoreAsync(
            new DatasetUpload("visits"), new MemoryStream(Encoding.UTF8.GetBytes(Data)), "ada", default)).Version;
        await ServingHost.PromoteAsync(core, "shop", 1, data);
        await TellAsync(core, """{"x":3,"colour":"green","bought":"<no>"}""", "yes");

        LabelledDataset made = await MakeAsync(core, new LabelledDatasetRequest { ModelName = "shop", IncludeOriginal = true });

        Assert.Equal("visits_labelled", made.Stored.Version.Dataset);
        Assert.Equal((1, 3, 0), (made.Labelled, made.Original, made.Skipped));
        Assert.Equal(
            "id,when,x,colour,bought\n1,2025-12-31,1.5,red,yes\n2,2026-02-01T08:30:00Z,-2,blue,<no>\n3,2026-02-13,,blue,<no>\n,,3,green,yes\n",
            await LabelHost.TextAsync(core, made.Stored.Version));
        Assert.StartsWith("The 3 rows of visits:1, then 1 labelled predictions of shop:1,", made.Stored.Version.Description, StringComparison.Ordinal);

        await core.Get<DatasetTrash>().DeleteAsync("visits", null, "ada", default);
        InvalidException refused = await Assert.ThrowsAsync<InvalidException>(
            () => MakeAsync(core, new LabelledDatasetRequest { ModelName = "shop", IncludeOriginal = true }));
        Assert.Contains("visits:1", refused.Errors["include_original"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_labels_of_the_range_nothing_is_stored_and_the_way_is_told()
    {
        await using CoreHost core = await LabelHost.StartAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await TellAsync(core, """{"x":3,"colour":"red"}""", "yes");

        ConflictException refused = await Assert.ThrowsAsync<ConflictException>(
            () => MakeAsync(core, new LabelledDatasetRequest { ModelName = "shop", To = now.AddDays(-1) }));
        Assert.Contains("/api/feedback", refused.Message, StringComparison.Ordinal);
        Assert.Contains("from", (await RefusedAsync(core, new LabelledDatasetRequest { ModelName = "shop", From = now, To = now })).Errors.Keys);
        Assert.StartsWith(
            "dataset must begin",
            (await RefusedAsync(core, new LabelledDatasetRequest { ModelName = "shop", Dataset = "a b" })).Errors["dataset"][0],
            StringComparison.Ordinal);
        Assert.Contains("include_original", (await RefusedAsync(core, new LabelledDatasetRequest { ModelName = "shop", IncludeOriginal = true })).Errors.Keys);
        await Assert.ThrowsAsync<NotFoundException>(() => MakeAsync(core, new LabelledDatasetRequest { ModelName = "nobody" }));
        Assert.Empty((await core.Get<DatasetService>().ListAsync(new PageQuery(), default)).Items);
    }

    [Fact]
    public async Task Predictions_of_versions_that_are_gone_are_counted_and_left_out()
    {
        await using CoreHost core = await LabelHost.StartAsync();
        await ServingHost.StageAsync(core, "shop", 2);
        await TellAsync(core, """[1,"red"]""", "yes", "\"model_id\":\"shop:2\"");
        await core.Get<RegistryService>().DeleteAsync("shop:2", null, "ada", default);
        await Assert.ThrowsAsync<ConflictException>(() => MakeAsync(core, new LabelledDatasetRequest { ModelName = "shop" }));
        for (int i = 0; i < 3; i++)
        {
            await TellAsync(core, $$"""[{{i}},"red"]""", "yes");
        }

        LabelledDataset made = await MakeAsync(core, new LabelledDatasetRequest { ModelName = "shop", Dataset = "mine" });

        Assert.Equal((3, 1), (made.Labelled, made.Skipped));
        Assert.Equal("mine", made.Stored.Version.Dataset);
    }

    [Theory]
    [InlineData(ColumnType.Categorical, "1", "1")]
    [InlineData(ColumnType.Categorical, "\"1.0\"", "1")]
    [InlineData(ColumnType.Categorical, "\" new \"", "new")]
    [InlineData(ColumnType.Categorical, "null", "")]
    [InlineData(ColumnType.Boolean, "true", "Y")]
    [InlineData(ColumnType.Boolean, "0", "N")]
    [InlineData(ColumnType.Numeric, "8.325200080871582", "8.325200080871582")]
    [InlineData(ColumnType.Numeric, "\"1e3\"", "1e3")]
    [InlineData(ColumnType.DateTime, "\"31/12/2025\"", "2025-12-31")]
    [InlineData(ColumnType.DateTime, "\"2026-03-31T12:30:00.25+02:00\"", "2026-03-31T10:30:00.25Z")]
    public void Values_are_written_in_the_words_of_the_data(ColumnType type, string sent, string written)
    {
        string[] categories = type switch { ColumnType.Categorical => ["1", "2"], ColumnType.Boolean => ["N", "Y"], _ => [] };
        var cell = new CellText(new FeatureSignature { Name = "f", Type = type, Nullable = true, Categories = categories });

        Assert.Equal(written, cell.Of(JsonSerializer.Deserialize<JsonElement>(sent)));
    }

    private static async Task StoresLabelledAsync(CoreHost core)
    {
        await TellAsync(core, """{"x":"1.50","colour":"red"}""", "yes");
        await LabelHost.AskAsync(core, 9);
        await TellAsync(core, """["-2","a \"b\", c"]""", "<no>");
        await TellAsync(core, """{"colour":"blue","x":3,"bought":"yes"}""", "<no>");

        LabelledDataset made = await MakeAsync(core, new LabelledDatasetRequest { ModelName = "shop" });
        LabelledDataset again = await MakeAsync(core, new LabelledDatasetRequest { ModelName = "shop" });

        DatasetVersion version = made.Stored.Version;
        Assert.Equal(("shop_labelled", 1, 3L, "bought"), (version.Dataset, version.Version, version.Rows, version.Target));
        Assert.Equal("x,colour,bought\n1.50,red,yes\n-2,\"a \"\"b\"\", c\",<no>\n3,blue,<no>\n", await LabelHost.TextAsync(core, version));
        Assert.Equal("feedback on shop", version.Source);
        Assert.StartsWith("3 labelled predictions of shop:1, made from ", version.Description, StringComparison.Ordinal);
        Assert.Equal((true, false, 1), (made.Stored.Created, again.Stored.Created, again.Stored.Version.Version));
    }

    private static async Task TellAsync(CoreHost core, string features, string actual, string model = "\"model_name\":\"shop\"") =>
        await LabelHost.TellAsync(core, (await LabelHost.AskAsync(core, features, model)).Id, actual);

    private static Task<LabelledDataset> MakeAsync(CoreHost core, LabelledDatasetRequest request) =>
        core.Get<LabelledDatasetService>().MakeAsync(request, "ada", default);

    private static Task<InvalidException> RefusedAsync(CoreHost core, LabelledDatasetRequest request) =>
        Assert.ThrowsAsync<InvalidException>(() => MakeAsync(core, request));
}
