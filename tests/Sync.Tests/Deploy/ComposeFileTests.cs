using System.Text.RegularExpressions;
using Sync.Tests.House;

namespace Sync.Tests.Deploy;

/// <summary>What must be true of each service that an observatory runs every night, and of what two versions of docker-compose read.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly ComposeFile[] Whole = [ComposeFile.Read("deploy/docker-compose.yml"), ComposeFile.Read("deploy/camera-agents.yml")];

    private static readonly ComposeFile[] All = [.. Repository.Files(".yml")
        .Where(f => f.StartsWith("deploy/", StringComparison.Ordinal) || f.StartsWith("tests/compose/", StringComparison.Ordinal)).Select(ComposeFile.Read)];

    private static IEnumerable<ComposeService> Services => Whole.SelectMany(f => f.Services);

    private static IEnumerable<ComposeService> Roles => Services.Where(s => s.List("command").Contains("--data"));

    [Fact]
    public void All_services_are_there()
    {
        string[] expected = ["broker", "camera-esprit", "camera-redcat", "check", "dither", "grader", "jaeger", "scheduler", "sqlserver", "storage"];
        Assert.Equal(expected, Services.Select(s => s.Name.Split(": ")[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_service_says_how_it_is_and_is_started_again() => Findings.None(Services
        .Where(s => s is { IsOneShot: false } && (!s.Map("healthcheck").ContainsKey("test") || s.Text("restart") != "unless-stopped"))
        .Select(s => s.Name));

    [Fact]
    public void What_others_need_is_waited_for_until_it_is_well() => Findings.None(
        from service in Services
        from need in service.Map("depends_on")
        let condition = ((Dictionary<object, object?>)need.Value!)["condition"] as string
        where condition != (Services.Single(s => s.Name.EndsWith($": {need.Key}", StringComparison.Ordinal)).IsOneShot ? "service_completed_successfully" : "service_healthy")
        select $"{service.Name}: {need.Key} {condition}");

    [Fact]
    public void An_image_has_a_tag_and_it_is_not_the_latest() => Findings.None(Services
        .Where(s => s.Text("image") is not { } image || !Tagged().IsMatch(image)).Select(s => $"{s.Name}: {s.Text("image")}"));

    [Fact]
    public void Nothing_runs_as_root_or_gains_rights() => Findings.None(Services
        .Where(s => s.Text("user") is not { } user || !User().IsMatch(user) || !s.List("cap_drop").Contains("ALL") || s.Body.ContainsKey("privileged"))
        .Select(s => s.Name));

    /// <summary>SQL Server can't: its program has capabilities of its own, and it writes where it pleases.</summary>
    [Fact]
    public void A_root_file_system_is_only_read() => Findings.None(Services
        .Where(s => !s.Name.EndsWith("sqlserver", StringComparison.Ordinal))
        .Where(s => s.Text("read_only") != "true" || !s.List("security_opt").Contains("no-new-privileges:true"))
        .Select(s => s.Name));

    /// <summary>Where it keeps its database, and the spans that the collector has not taken yet.</summary>
    [Fact]
    public void A_role_writes_where_a_volume_is() => Findings.None(
        from role in Roles
        let arguments = role.List("command")
        let folder = arguments[arguments.ToList().IndexOf("--data") + 1]
        where !role.List("volumes").Any(v => v.EndsWith($":{folder}", StringComparison.Ordinal))
        select $"{role.Name}: {folder}");

    /// <summary>Jaeger takes nothing else, and a role that sends it more would be told so again and again.</summary>
    [Fact]
    public void Every_role_sends_its_traces_to_one_place_and_nothing_else() => Findings.None(
        from role in Roles
        let sent = role.Map("environment").Where(e => ((string)e.Key).StartsWith("OTEL_", StringComparison.Ordinal)).Select(e => $"{e.Key}={e.Value}")
        where !sent.SequenceEqual(["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${SYNC_COLLECTOR:-}"])
        select $"{role.Name}: {string.Join(", ", sent)}");

    [Fact]
    public void Memory_and_logs_are_limited() => Findings.None(Services
        .Where(s => s.Text("mem_limit") is null || !ComposeFile.Map(s.Map("logging"), "options").ContainsKey("max-size"))
        .Select(s => s.Name));

    [Fact]
    public void A_published_port_is_bound_to_loopback_unless_the_owner_says_otherwise() => Findings.None(
        from service in All.SelectMany(f => f.Services)
        from port in service.List("ports")
        where !LoopbackPort().IsMatch(port)
        select $"{service.Name}: {port}");

    /// <summary>A password belongs in a file that is mounted, and in no variable and no argument.</summary>
    [Fact]
    public void No_secret_is_in_a_compose_file() => Findings.None(
        from file in All
        from line in Repository.Text(file.Path).Split('\n')
        where Secret().IsMatch(line)
        select $"{file.Path}: {line.Trim()}");

    [Fact]
    public void Old_and_new_docker_compose_both_read_them() => Findings.None(
        from file in All
        from word in new[] { "version", "name", "include" }
        where file.All.ContainsKey(word)
        select $"{file.Path}: {word}");

    [Fact]
    public void The_image_is_built_with_plain_syntax_and_without_root()
    {
        var lines = Repository.Text("deploy/Dockerfile").Split('\n');
        Findings.None(lines.Where(l => NewSyntax().IsMatch(l)));
        Assert.Equal("USER 10001:10001", lines.Last(l => l.StartsWith("USER", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, l => l.StartsWith("FROM", StringComparison.Ordinal) && !Tagged().IsMatch(l.Split(' ')[1]));
    }

    [Fact]
    public void A_build_sees_no_secret_and_every_project()
    {
        var ignored = Repository.Text(".dockerignore").Split('\n');
        Assert.Contains("*", ignored);
        Assert.DoesNotContain(ignored, l => l.StartsWith("!deploy/", StringComparison.Ordinal) && l != "!deploy/host");
        var copied = Repository.Text("deploy/Dockerfile");
        var projects = Repository.Files(".csproj").Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)).Select(p => Path.GetDirectoryName(p)!).ToList();
        Findings.None(projects.Where(p => !copied.Contains($"COPY {p}/*.csproj", StringComparison.Ordinal)));
        Findings.None(projects.Where(p => !WithParents(p).Any(f => ignored.Contains($"!{f}"))));
        Findings.None(projects.Where(p => !WithParents(p).Any(f => copied.Contains($"COPY {f} {f}\n", StringComparison.Ordinal))));
    }

    private static IEnumerable<string> WithParents(string folder) =>
        folder.Split('/').Select((_, i) => string.Join('/', folder.Split('/')[..(i + 1)]));

    [GeneratedRegex(@"^[a-z][a-z0-9./-]*:(?!latest)[a-zA-Z]?[0-9][\w.-]*$")]
    private static partial Regex Tagged();

    [GeneratedRegex(@"^[1-9][0-9]*:[0-9]+$")]
    private static partial Regex User();

    [GeneratedRegex(@"^\$\{SYNC_(TLS_)?BIND:-127\.0\.0\.1\}:\$\{\w+:-\d+\}:\d+$")]
    private static partial Regex LoopbackPort();

    [GeneratedRegex(@"^(?!.*/run/secrets).*(?i:password|pwd)\w*\s*[:=]\s*[""']?[^\s}""']")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\s*#\s*syntax|--mount|<<|--link|--parents")]
    private static partial Regex NewSyntax();
}
