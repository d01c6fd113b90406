using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sync.Contracts;
using Sync.Scheduler;

namespace Sync.Tests.House;

public partial class ContractTests
{
    private static readonly IReadOnlyList<Type> Messages =
    [
        .. typeof(Slot).Assembly.GetExportedTypes(),
        .. typeof(SchedulerService).Assembly.GetExportedTypes().Where(t => t.Name is "StartRound" or "SkyReady" or "CancelRound" or "PatienceOver" or "CloseOverdue" or "LeaseOver" or "Wake" or "MoveOverdue"
            or "PointForScript" or "OpenForScript" or "ScriptRoundClosed" or "KeepShuttersClosed" or "BeginEvent" or "CutEvent" or "EventEnded" or "ParticipantLost" or "ChoreEnded" or "ProgramArrived" or "BarrierReached" or "StageDue"),
    ];

    [Fact]
    public void Every_message_and_each_of_its_fields_is_documented()
    {
        var documented = Messages.Select(m => m.Assembly).Distinct().SelectMany(Documented).ToHashSet();
        var spoken = Messages.SelectMany(m => Members(m).Prepend($"T:{m.FullName}"));
        Findings.None(spoken.Except(documented));
    }

    [Fact]
    public void Messages_are_sealed_records_whose_fields_are_set_once()
    {
        var records = Messages.Where(m => m.IsClass && !(m.IsAbstract && m.IsSealed)).ToList();
        Assert.All(records, m => Assert.True(m.IsSealed && m.BaseType == typeof(object) && m.GetMethod("<Clone>$") is not null, m.Name));
        Assert.All(records.SelectMany(m => m.GetProperties()), p => Assert.Contains(
            typeof(System.Runtime.CompilerServices.IsExternalInit), p.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()));
    }

    [Fact]
    public void Quantities_carry_their_unit()
    {
        var numbers = Messages.Where(m => m.IsClass).SelectMany(m => m.GetProperties())
            .Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) is var t && (t == typeof(double) || t == typeof(float) || t == typeof(decimal)))
            .ToList();
        Assert.NotEmpty(numbers);
        Findings.None(numbers.Where(p => !Unit().IsMatch(p.Name)).Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));
    }

    [Fact]
    public void Instants_are_of_one_kind() => Findings.None(
        Messages.Where(m => m.IsClass).SelectMany(m => m.GetProperties())
            .Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) == typeof(DateTime)).Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));

    private static IEnumerable<string> Members(Type message) => message.IsEnum
        ? Enum.GetNames(message).Select(n => $"F:{message.FullName}.{n}")
        : message.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(p => $"P:{message.FullName}.{p.Name}");

    private static IEnumerable<string> Documented(Assembly assembly) =>
        from member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
        where member.Element("summary") is { } summary && summary.Value.Trim().Length > 3
        select member.Attribute("name")!.Value;

    [GeneratedRegex("(Hours|Degrees|Arcminutes|Arcseconds|Pixels|Celsius|Seconds|Percent|Metres|Millimetres|Micrometres)$")]
    private static partial Regex Unit();
}
