using MlOpsDashboard.ServingBench;

// bench/serving [seconds per point] [seconds of the long run] [folder of adult.csv]; "echo address" is the server to compare with; "loop file target" is
// bench/loop, "kills file target" is bench/loop --kills.
if (args is ["echo", var address])
{
    await EchoServer.RunAsync(address);
    return 0;
}

if (args is ["loop", var file, var target])
{
    await LoopPart.RunAsync(file, target);
    return 0;
}

if (args is ["kills", var table, var column])
{
    return await RetrainingKills.RunAsync(table, column) ? 0 : 1;
}

return await new ServingRun(BenchOptions.Parse(args)).RunAsync();
