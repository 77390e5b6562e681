package dev.accord.registry.rest;

import dev.accord.registry.change.ChangeSettings;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.security.Right;
import dev.accord.registry.subject.Config;
import dev.accord.registry.subject.Mode;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Setting;
import dev.accord.registry.wire.Call;
import dev.accord.registry.wire.SchemaRequests;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code /config} and {@code /mode}. */
final class SettingsRoutes {
  void mount(RouteTable routes) {
    for (var path : List.of("/config", "/config/:subject")) {
      routes.read(path, SettingsRoutes::config);
      routes.change(
          Right.ADMIN,
          HttpMethod.PUT,
          path,
          (call, state) ->
              new ChangeSettings.PutConfig(
                  call.scope(),
                  call.body(
                      call.spelledSubject() == null
                          ? "updateTopLevelConfig.request"
                          : "updateSubjectLevelConfig.request")),
          SettingsRoutes::changed);
      routes.change(
          Right.ADMIN,
          HttpMethod.DELETE,
          path,
          (call, state) -> new ChangeSettings.RemoveConfig(call.scope()),
          Config::toJson);
    }
    for (var path : List.of("/mode", "/mode/:subject")) {
      routes.read(path, SettingsRoutes::mode);
      routes.change(
          Right.ADMIN, HttpMethod.PUT, path, SettingsRoutes::putMode, SettingsRoutes::shown);
      routes.change(
          Right.ADMIN,
          HttpMethod.DELETE,
          path,
          (call, state) -> new ChangeSettings.RemoveMode(call.scope(), call.flag("recursive")),
          SettingsRoutes::shown);
    }
  }

  private static Object config(Call call, RegistryState state) {
    var scope = call.scope();
    if (scope.isGlobal() || call.flag("defaultToGlobal")) {
      return state.config(scope).toJson();
    }
    return state
        .ownConfig(scope)
        .orElseThrow(() -> ErrorCode.CONFIG_NOT_FOUND.with(scope))
        .toJson();
  }

  /** A change is answered with the name that requests use for the level. */
  private static JsonObject changed(Config config) {
    var json = new JsonObject();
    for (var member : config.toJson()) {
      var name =
          member.getKey().equals(Setting.LEVEL.member())
              ? Setting.LEVEL.requestMember()
              : member.getKey();
      json.put(name, member.getValue());
    }
    return json;
  }

  private static ChangeSettings.PutMode putMode(Call call, RegistryState state) {
    var parameter =
        call.spelledSubject() == null ? "updateTopLevelMode.request" : "updateMode.request";
    var mode = SchemaRequests.textOrNull(call.body(parameter), "mode");
    if (mode == null) {
      throw ErrorCode.INVALID_MODE.with();
    }
    return new ChangeSettings.PutMode(call.scope(), Mode.parse(mode), call.flag("force"));
  }

  private static Object mode(Call call, RegistryState state) {
    var scope = call.scope();
    if (scope.isGlobal() || call.flag("defaultToGlobal")) {
      return shown(state.mode(scope));
    }
    return shown(state.ownMode(scope).orElseThrow(() -> ErrorCode.MODE_NOT_FOUND.with(scope)));
  }

  private static JsonObject shown(Mode mode) {
    return new JsonObject().put("mode", mode.name());
  }
}
