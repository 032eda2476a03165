namespace MlOpsDashboard.ServingBench;

/// <summary>Runs the parts and prints the table.</summary>
/// <param name="options">What the command line says.</param>
internal sealed class ServingRun(BenchOptions options)
{
    /// <summary>Runs.</summary>
    /// <returns>0 when every bar that was measured is met.</returns>
    public async Task<int> RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("serving-bench-");
        try
        {
            List<Measured> lines = [.. await WithProgramAsync(folder.FullName), .. await WithoutProgramAsync(folder.FullName)];
            Console.WriteLine("| what | measured | bar | |\n|---|---|---|---|");
            foreach (Measured line in lines)
            {
                Console.WriteLine($"| {line.What} | {line.Figure} | {line.Bar} | {(line.Met ? "met" : "**missed**")} |");
            }

            return lines.TrueForAll(line => line.Met) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<List<Measured>> WithProgramAsync(string folder)
    {
        var lines = new List<Measured>();
        await using BenchProcess program = await Servers.ProgramAsync(folder);
        using HttpClient client = Servers.Client(program);
        await AdultModel.PrepareAsync(client, options.Adult);
        var throughput = new ThroughputPart(options, program, client);
        if (options.Wants("echo") || options.Wants("peers"))
        {
            (List<Measured> beside, Wrk ours) = await throughput.EchoAsync();
            lines.AddRange(beside);
            lines.AddRange(options.Wants("peers") ? await throughput.PeersAsync(ours) : []);
        }

        if (options.Wants("training"))
        {
            lines.Add(await throughput.TrainingAsync());
        }

        if (options.Wants("long") && options.LongSeconds > 0)
        {
            lines.AddRange(await new LongRunPart(options, program, client, new StoredLog(folder)).RunAsync());
        }

        if (options.Wants("promotions"))
        {
            lines.Add(await new StopPart(options, folder).PromoteAsync(program, client));
        }

        if (options.Wants("pages"))
        {
            lines.Add(await new PagesPart(options, program).RunAsync());
        }

        if (options.Wants("burst"))
        {
            lines.AddRange(await new BurstPart(options, program).RunAsync());
        }

        if (options.Wants("rollouts"))
        {
            lines.AddRange(await new RolloutPart(options, program, client).RunAsync());
            await AdultModel.PutIntoProductionAsync(client, 1);
        }

        await program.StopAsync();
        return lines;
    }

    private async Task<List<Measured>> WithoutProgramAsync(string folder)
    {
        var lines = new List<Measured>();
        if (options.Wants("allocations"))
        {
            lines.Add(await new AllocationPart(options, folder).RunAsync());
        }

        if (options.Wants("stops"))
        {
            var stops = new StopPart(options, folder);
            lines.Add(await stops.TerminateAsync());
            lines.Add(await stops.KillAsync());
        }

        if (options.Wants("rollout-kills"))
        {
            lines.Add(await RolloutKills.RunAsync(folder));
        }

        if (options.Wants("start"))
        {
            lines.AddRange(await new StartPart(folder).RunAsync());
        }

        if (options.Wants("history"))
        {
            lines.AddRange(await new HistoryPart(folder).RunAsync());
        }

        return lines;
    }
}
