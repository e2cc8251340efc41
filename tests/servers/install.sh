#!/usr/bin/env bash
# Install the model servers that tests/servers asks, each in an environment of its own:
#
#   bash tests/servers/install.sh FOLDER
#
# llama.cpp is compiled from the source of llama-cpp-python: its library for that server, and llama.cpp's own server
# beside it, for the CPU alone and without what neither needs: about 450 s of one core. A wheel that pip has in its cache
# from an earlier time would come without that server. What cannot be installed is said in one line; its tests are
# skipped then.
set -uo pipefail
folder=$1
python=${PYTHON:-python3}
limit=${SERVER_BUILD_SECONDS:-900}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

install_llama() {
    "$python" -m venv "$folder/llama" &&
    CMAKE_ARGS="-DLLAVA_BUILD=OFF -DGGML_NATIVE=OFF -DGGML_OPENMP=OFF -DGGML_CCACHE=OFF \
        -DLLAMA_BUILD_TOOLS=ON -DLLAMA_BUILD_SERVER=ON -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF \
        -DLLAMA_BUILD_APP=OFF -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_OPENSSL=OFF \
        -DLLAMA_ALL_WARNINGS=OFF -DCMAKE_CXX_FLAGS_RELEASE=-O1 -DCMAKE_C_FLAGS_RELEASE=-O1" \
    timeout "$limit" "$folder/llama/bin/python" -m pip install --quiet --no-cache-dir --no-binary llama-cpp-python \
        --config-settings "build-dir=$folder/build" \
        --config-settings "build.targets=llama;ggml;ggml-base;ggml-cpu;llama-server" \
        "llama-cpp-python[server]==0.3.36" "gguf>=0.19,<1" &&
    [ -x "$folder/build/bin/llama-server" ] &&
    ln -sf "$folder/build/bin/llama-server" "$folder/llama-server"
}

install_litellm() {
    "$python" -m venv "$folder/litellm" &&
    timeout "$limit" "$folder/litellm/bin/python" -m pip install --quiet "litellm[proxy]==1.106.2"
}

for server in llama litellm; do
    if [ -e "$folder/$server.installed" ]; then continue; fi
    if "install_$server" >"$folder/$server.log" 2>&1; then
        touch "$folder/$server.installed"
    else
        rm -rf "${folder:?}/$server"
        echo "$server does not install here, its tests are skipped: $folder/$server.log says why" >&2
    fi
done
