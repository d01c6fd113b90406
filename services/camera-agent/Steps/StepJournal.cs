using System.Data.Common;
using Dapper;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.CameraAgent.Steps;

/// <summary>What this agent was told to do for the night's script, so that nothing is done twice and whatever was interrupted is said to be.</summary>
internal static class StepJournal
{
    /// <summary>The fourth step of the agent's tables.</summary>
    public static readonly Migration Tables = new("camera-agent", 4, """
        create table script_step (camera nvarchar(100) not null, event_id char(32) not null, stage int not null, ended int not null,
            trouble nvarchar(400) null, primary key (camera, event_id, stage));
        """);

    public static StepRow? Find(Transaction t, RunStep order) => t.First<StepRow>(
        $"{Columns} where camera = @camera and event_id = @id and stage = @stage",
        new { camera = order.Camera, id = order.EventId.ToString("N"), stage = order.Stage });

    public static IReadOnlyList<StepRow> Begun(DbConnection c, string camera) =>
        [.. c.Query<StepRow>($"{Columns} where camera = @camera and ended = 0", new { camera })];

    public static void Begin(Transaction t, StepRow row) => t.Execute(
        "insert into script_step (camera, event_id, stage, ended, trouble) values (@Camera, @EventId, @Stage, 0, null)", row);

    /// <returns>whether it had not ended before</returns>
    public static bool End(Transaction t, StepRow row) => t.Execute(
        "update script_step set ended = 1, trouble = @Trouble where camera = @Camera and event_id = @EventId and stage = @Stage and ended = 0", row) == 1;

    private const string Columns = "select camera as Camera, event_id as EventId, stage as Stage, ended as Ended, trouble as Trouble from script_step";
}

/// <summary>One step of one event.</summary>
internal sealed record StepRow
{
    public required string Camera { get; init; }

    public required string EventId { get; init; }

    public required int Stage { get; init; }

    public int Ended { get; init; }

    /// <summary>Why it was not done; null when it was, and while it goes on.</summary>
    public string? Trouble { get; init; }

    public static StepRow Of(RunStep order) => new() { Camera = order.Camera, EventId = order.EventId.ToString("N"), Stage = order.Stage };

    public StepRow With(string? trouble) => this with { Trouble = trouble?[..Math.Min(400, trouble.Length)] };

    public StepEnded ToStepEnded() => new() { EventId = Guid.ParseExact(EventId, "N"), Stage = Stage, Camera = Camera, Trouble = Trouble };
}
